"""index.html: one page that lists all lectures and searches their text, with nothing beside it. Pure.

The list is plain HTML, so it is there without scripts too; the script only searches. Its text waits in a block of
JSON. Neither loads anything, and the policy in the head forbids it.
"""

import json
from html import escape
from importlib.resources import files

from dangke_audio.cataloguing.addresses import link
from dangke_audio.cataloguing.catalogue import Catalogue, CataloguedLecture
from dangke_audio.cataloguing.feed import FEED_NAME
from dangke_audio.cataloguing.words import AUTHOR, SHELF_TITLE, spoken_length
from dangke_audio.html_pages import filled, source_hash

# kind → what its link is called; the first one that is there is the main one
LINKS = (("page", "收听"), ("lecture", "MP3"), ("m4b", "M4B 有声书"), ("timetable", "时间表"))


def index_page(catalogue: Catalogue) -> bytes:
    """The page's bytes. The same catalogue gives the same bytes."""
    style, script = _asset("index.css"), _asset("index.js")
    sources = f"script-src {source_hash(script)}; style-src {source_hash(style)}"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    lectures = catalogue.lectures
    total = spoken_length(sum(lecture.duration_ms for lecture in lectures))
    values = {
        "policy": policy,
        "generator": AUTHOR,
        "title": SHELF_TITLE,
        "feed": FEED_NAME,
        "style": style,
        "count": f"共 {len(lectures)} 篇，{total}" if lectures else "还没有生成好的讲稿录音",
        "lectures": "\n".join(_entry(number, lecture) for number, lecture in enumerate(lectures)),
        "data": _searched(catalogue),
        "script": script,
    }
    return filled(_asset("index.html"), values)


def _entry(number: int, lecture: CataloguedLecture) -> str:
    title = escape(lecture.title)
    links = [
        f'<a href="{escape(link(lecture.path(file)))}" aria-label="{called}：{title}">{called}</a>'
        for kind, called in LINKS
        if (file := lecture.file(kind))
    ]
    facts = [spoken_length(lecture.duration_ms), f"{len(lecture.chapters)} 章", _when(lecture)]
    if lecture.speaker:
        facts.insert(0, f"主讲：{lecture.speaker}")
    shown = "".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    return (
        f'<li class="lecture" id="l{number}"><h2>{title}</h2>\n<p class="facts">{shown}</p>\n'
        f'<p class="links">{" ".join(links)}</p></li>'
    )


def _when(lecture: CataloguedLecture) -> str:
    """As its author wrote it, else the day of the build."""
    if lecture.date:
        return lecture.date
    return f"{lecture.published:%Y-%m-%d} 生成" if lecture.published else ""


def _searched(catalogue: Catalogue) -> str:
    """For the script, one entry for each lecture: `t` title, `s` speaker, `w` sentences, `c` their times.

    `h` links to them and lacks only the end: the sentence's index (`p` true, into the page) or the second (in the MP3).
    """
    entries = [_searched_lecture(lecture) for lecture in catalogue.lectures]
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    # `<` would end the block or begin a comment in it; the other two end lines in old engines.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _searched_lecture(lecture: CataloguedLecture) -> dict[str, object]:
    page, mp3 = lecture.file("page"), lecture.file("lecture")
    target = page or mp3
    mark = "#s" if page else "#t="
    return {
        "t": lecture.title,
        "s": lecture.speaker or "",
        "w": [sentence.written for sentence in lecture.sentences],
        "c": [sentence.start_ms // 1000 for sentence in lecture.sentences],
        "h": link(lecture.path(target)) + mark if target else "",
        "p": page is not None,
    }


def _asset(name: str) -> str:
    return files("dangke_audio.cataloguing").joinpath("page", name).read_text(encoding="utf-8")
