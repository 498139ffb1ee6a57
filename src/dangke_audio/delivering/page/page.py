"""The parts of the page → its bytes, streamed: the sound in it is never in memory as a whole. Pure."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import quote

from dangke_audio.delivering.sidecars.clock import marks
from dangke_audio.delivering.transcript import paragraph_spans
from dangke_audio.html_pages import source_hash
from dangke_audio.model.audio import ChapterSpan, Cue, Timeline
from dangke_audio.model.credits import Credits

DECODER_DELAY_SAMPLES = 1105
"""Where a file has no Info frame, a decoder gives everything so much later: 576 of LAME's, 529 of its own."""
_SOUND_MARK = "{sound}"
_SCRIPTS = ("state", "places", "view", "playing", "lock_screen", "hands", "sound")
"""In the order of what they need when they are run; `sound` starts everything."""
_LABEL_CHARACTERS = 12
"""Of a paragraph, in the name of its button: enough to tell it from the others in a list."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The sound is in the page, so that the page can travel alone."""

    chunks: Iterable[bytes]
    """Of the whole MP3, in order."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The sound is a file in the page's folder."""

    name: str


def listening_page(
    credits: Credits, timeline: Timeline, cover: bytes | None, audio: Embedded | Beside
) -> Iterator[bytes]:
    """The page in pieces. `cover` is a JPEG. Equal input gives equal bytes."""
    style, script = _asset("page.css"), _script()
    page = _asset("page.html")
    cues = timeline.cues
    says_title = bool(cues) and cues[0].kind == "title"
    parts = {
        "policy": _policy(style, script),
        "title": escape(credits.title),
        "style": style,
        "cover": _picture(cover),
        "heading": f"<h1>{_span(0, cues[0]) if says_title else escape(credits.title)}</h1>",
        "by": _by(credits, timeline),
        "chapters": "".join(_chapter_button(timeline, chapter) for chapter in timeline.chapters),
        "text": "".join(_section(chapter, cues, int(says_title)) for chapter in timeline.chapters),
        "data": _data(credits, timeline, audio),
        "script": script,
    }
    for name, part in parts.items():
        head, _, page = page.partition(f"{{{name}}}")
        yield head.encode()
        yield part.encode("utf-8", "replace")
    before, _, behind = page.partition(_SOUND_MARK)
    yield before.encode()
    if isinstance(audio, Embedded):
        yield from _base64(audio.chunks)
    yield behind.encode()


def _base64(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Three bytes are four letters: what is over waits for the next chunk."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        whole = len(data) - len(data) % 3
        yield base64.b64encode(data[:whole])
        rest = data[whole:]
    yield base64.b64encode(rest)


def _asset(name: str) -> str:
    return files("dangke_audio.delivering.page").joinpath(name).read_text(encoding="utf-8")


def _script() -> str:
    """The parts as one function: nothing of it is global."""
    return "(function () {\n'use strict';\n" + "".join(_asset(f"{name}.js") for name in _SCRIPTS) + "}());\n"


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere and nothing runs but our own script, whatever a text manages to say.

    'unsafe-inline' is for web views of before 2015: they know no hashes, and would not run our script either. Who
    knows hashes ignores it beside one (Content Security Policy Level 2, script-src and style-src).
    """
    return (
        f"default-src 'none'; script-src {source_hash(script)} 'unsafe-inline'; "
        f"style-src {source_hash(style)} 'unsafe-inline'; img-src data:; "
        "media-src blob: file: 'self'; base-uri 'none'; form-action 'none'"
    )


def _picture(cover: bytes | None) -> str:
    return f'<img alt="" src="data:image/jpeg;base64,{base64.b64encode(cover).decode()}">\n' if cover else ""


def _by(credits: Credits, timeline: Timeline) -> str:
    length = f"时长 {marks(timeline.milliseconds(timeline.samples))}"
    known = "".join(f"{escape(one)} · " for one in (credits.speaker, credits.date) if one)
    return f'{known.removesuffix(" · ")}<span class="length">{" · " if known else ""}{length}</span>'


def _chapter_button(timeline: Timeline, chapter: ChapterSpan) -> str:
    at = marks(timeline.milliseconds(chapter.start))
    place = ' class="below"' if chapter.level > 1 else ""
    return f'<li{place}><button type="button"><span class="at">{at}</span>{escape(chapter.title)}</button></li>\n'


def _section(chapter: ChapterSpan, cues: Sequence[Cue], first: int) -> str:
    """A chapter's paragraphs; `first` is the first sentence that does not stand in the page's head already."""
    own = [number for number in range(first, len(cues)) if chapter.first <= cues[number].first < chapter.end]
    spans = paragraph_spans([cues[number] for number in own])
    blocks = [_paragraph(own[span.start : span.stop], cues, _level(chapter, span)) for span in spans]
    return f"<section>\n{''.join(blocks)}</section>\n"


def _level(chapter: ChapterSpan, span: range) -> int:
    """Of a heading in HTML: a chapter's own stands one below the title, those inside it one further down."""
    return min(chapter.level + (2 if span.start else 1), 6)


def _paragraph(numbers: Sequence[int], cues: Sequence[Cue], level: int) -> str:
    """A heading on a line of its own, else running text."""
    first = cues[numbers[0]]
    words = "".join(_span(number, cues[number]) for number in numbers)
    who = f'<span class="who">{escape(first.role)}：</span>' if first.role else ""
    button = _button(numbers[0], first)
    if len(numbers) == 1 and first.kind == "heading":
        return f"{button}<h{level}>{who}{words}</h{level}>\n"
    return f"<p>{button}{who}{words}</p>\n"


def _button(number: int, cue: Cue) -> str:
    """For those who go by keyboard or by ear; it is seen when it has the focus."""
    label = escape(f"从这里播放：{cue.text[:_LABEL_CHARACTERS]}")
    return f'<button type="button" class="from" data-s="{number}" aria-label="{label}">▶\ufe0e</button>'


def _span(number: int, cue: Cue) -> str:
    tag = "strong" if cue.kind == "heading" and not cue.ends_paragraph else "span"
    return f'<{tag} class="s" id="s{number}" data-s="{number}">{escape(cue.text)}</{tag}>'


def _data(credits: Credits, timeline: Timeline, audio: Embedded | Beside) -> str:
    """What the script needs, in seconds. `<` is written as an escape: no text can end the script element."""

    def seconds(samples: int) -> float:
        return round(samples / timeline.rate_hz, 4)

    beside = {"file": audio.name, "src": quote(audio.name)} if isinstance(audio, Beside) else {}
    content = {
        "title": credits.title,
        "artist": credits.speaker or credits.artist,
        "duration": seconds(timeline.samples),
        "delay": seconds(DECODER_DELAY_SAMPLES),
        "starts": [seconds(cue.start) for cue in timeline.cues],
        "chapters": [{"title": one.title, "start": seconds(one.start)} for one in timeline.chapters],
        **beside,
    }
    text = json.dumps(content, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
