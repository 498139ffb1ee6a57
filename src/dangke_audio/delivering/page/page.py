"""The parts of the page → its bytes, streamed: the sound in it is never in memory as a whole. Pure."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from urllib.parse import quote

from dangke_audio.delivering.sidecars.clock import marks
from dangke_audio.delivering.transcript import paragraph_spans
from dangke_audio.model.audio import ChapterSpan, Cue, Timeline
from dangke_audio.model.credits import Credits

DECODER_DELAY_SAMPLES = 1105
"""Where a file has no Info frame, a decoder gives everything so much later: 576 of LAME's, 529 of its own."""
_SOUND_MARK = "{sound}"


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
    style, script = _asset("page.css"), _asset("page.js")
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
        head, _, rest = page.partition(f"{{{name}}}")
        yield from _encoded(head, audio)
        yield part.encode("utf-8", "replace")
        page = rest
    yield page.encode()


def _encoded(head: str, audio: Embedded | Beside) -> Iterator[bytes]:
    """A piece of the template, with the sound where it belongs."""
    before, mark, behind = head.partition(_SOUND_MARK)
    yield before.encode()
    if mark and isinstance(audio, Embedded):
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


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere and nothing runs but our own script, whatever a text manages to say."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "media-src blob: file: 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _picture(cover: bytes | None) -> str:
    return f'<img alt="" src="data:image/jpeg;base64,{base64.b64encode(cover).decode()}">\n' if cover else ""


def _by(credits: Credits, timeline: Timeline) -> str:
    length = f"时长 {marks(timeline.milliseconds(timeline.samples))}"
    return " · ".join(escape(one) for one in (credits.speaker, credits.date, length) if one)


def _chapter_button(timeline: Timeline, chapter: ChapterSpan) -> str:
    at = marks(timeline.milliseconds(chapter.start))
    return f'<li><button type="button"><span class="at">{at}</span>{escape(chapter.title)}</button></li>\n'


def _section(chapter: ChapterSpan, cues: Sequence[Cue], first: int) -> str:
    """A chapter's paragraphs; `first` is the first sentence that does not stand in the page's head already."""
    own = [number for number in range(first, len(cues)) if chapter.first <= cues[number].first < chapter.end]
    spans = paragraph_spans([cues[number] for number in own])
    blocks = [_paragraph(own[span.start : span.stop], cues, is_first=not span.start) for span in spans]
    return f"<section>\n{''.join(blocks)}</section>\n"


def _paragraph(numbers: Sequence[int], cues: Sequence[Cue], *, is_first: bool) -> str:
    """A heading on a line of its own, of the chapter or below it; else running text."""
    first = cues[numbers[0]]
    words = "".join(_span(number, cues[number]) for number in numbers)
    who = f'<span class="who">{escape(first.role)}：</span>' if first.role else ""
    is_heading = len(numbers) == 1 and first.kind == "heading"
    tag = ("h2" if is_first else "h3") if is_heading else "p"
    return f"<{tag}>{_button(numbers[0])}{who}{words}</{tag}>\n"


def _button(number: int) -> str:
    """For those who go by keyboard or by ear; it is seen when it has the focus."""
    return f'<button type="button" class="from" data-s="{number}" aria-label="从这一段播放">▶</button>'


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
