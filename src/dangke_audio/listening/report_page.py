"""report.html: what was heard of a lecture, with a button for each suspicious sentence that plays it. Pure.

It is opened from disk and stands in the lecture's state folder; the sound is the published MP3, by a relative link.
"""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from urllib.parse import quote

from dangke_audio.html_pages import filled, source_hash
from dangke_audio.listening.alignment import Mark
from dangke_audio.listening.listening import Heard, Verdict
from dangke_audio.listening.telling import clock, marked, noise_told, oddities, score_of

REPORT = "report.html"
DECODER_DELAY_S = 0.05
"""Players give everything 1105 samples late where there is no Info frame (assembling/timeline.py)."""


def report_page(heard: Heard, mp3: str) -> bytes:
    """The page's bytes; `mp3` is the way from the page to the sound. The same in gives the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "media-src file: 'self'; base-uri 'none'; form-action 'none'"
    )
    score, suspicious = score_of(heard.verdicts), heard.suspicious
    values = {
        "policy": policy,
        "title": escape(heard.speech.title),
        "style": style,
        "script": script,
        "sound": escape(quote(mp3, safe="/", errors="surrogateescape")),
        "facts": f"共 {len(heard.verdicts)} 句，{score.syllables} 个音节，听出 {score.errors} 个不同"
        f"（{100 * score.rate:.1f}%；不分 n 和 ng、z 和 zh 等，{100 * score.lenient_rate:.1f}%），"
        f"核实后 {score.sure_errors} 个",
        "oddities": "\n".join(f'<p class="odd">{escape(line)}</p>' for line in oddities(heard)),
        "count": f"{len(suspicious)} 句可疑，请逐句点开听" if suspicious else "没有听出可疑的句子",
        "sentences": "\n".join(_entry(heard, verdict) for verdict in suspicious),
    }
    return filled(_asset("report.html"), values)


def _entry(heard: Heard, verdict: Verdict) -> str:
    speech, sentence = heard.speech, verdict.sentence
    start, end = (max(0, at + verdict.shift) / speech.rate_hz for at in (sentence.start, sentence.end))
    noise = f'<p class="noise">{noise_told(verdict)}</p>\n' if verdict.noise else ""
    chapter = speech.chapters[sentence.place.chapter - 1]
    return (
        f'<li><p class="place">{sentence.place}（{escape(chapter)}） {clock(start)}</p>\n'
        f'<button type="button" data-start="{start:.3f}" data-end="{end + DECODER_DELAY_S:.3f}"'
        f' aria-label="播放{sentence.place}">▶ 播放</button>\n'
        f'<p class="written">{escape(sentence.written)}</p>\n{noise}'
        f'<p><span class="label">应读</span>{"".join(_marked(verdict))}</p>\n'
        f'<p><span class="label">听到</span>{escape(verdict.opinion.heard) or "（什么也没听到）"}</p></li>'
    )


def _marked(verdict: Verdict) -> Iterator[str]:
    for written, mark in marked(verdict.sentence.expected, verdict.opinion.judged):
        yield escape(written) if mark is Mark.RIGHT else f"<mark>{escape(written)}</mark>"


def _asset(name: str) -> str:
    return files("dangke_audio.listening").joinpath("page", name).read_text(encoding="utf-8")
