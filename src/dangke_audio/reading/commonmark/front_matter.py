"""What stands between two lines `---` at the head of a Markdown file: title, author, date."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*\n")
_FIELD = re.compile(
    r"(?P<key>[A-Za-z][\w.-]*|题目|标题|副标题|作者|主讲人?|日期|时间|标签|分类|关键词)\s*[:：=](?P<value>.*)"
)
_CONTINUED = re.compile(r"\s*|[ \t]+\S.*|-\s.*|[\]})]\s*|#.*")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?")
_LABELS = {
    **dict.fromkeys(("title", "题目", "标题"), ""),
    **dict.fromkeys(("author", "authors", "speaker", "作者"), "作者："),
    **dict.fromkeys(("主讲", "主讲人"), "主讲人："),
    **dict.fromkeys(("date", "日期", "时间"), "日期："),
}
_EMPTY = {"", "null", "~", "|", ">", "[]"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the front matter that says something about the lecture."""

    line: int
    """1-based."""
    text: str
    """As it would stand in a script: `作者：张三`; a title bare."""
    is_title: bool


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block at the head."""

    entries: tuple[Entry, ...]
    dropped: tuple[str, ...]
    """Its other fields, as written."""
    lines: int
    """Of the whole block with its fences; 0 where there is none."""


def front_matter_of(text: str) -> FrontMatter:
    """The block at the head of a file, if each of its lines can be one of YAML's or TOML's.

    A script may as well begin with a ruled line, and have another one further down: that is no front matter.
    """
    opening = _FENCE.match(text)
    lines = text.split("\n")
    if opening is None:
        return FrontMatter((), (), 0)
    closing = (opening["mark"], "...") if opening["mark"] == "---" else (opening["mark"],)
    last = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() in closing), 0)
    block = lines[1:last]
    fields = [(number, found) for number, line in enumerate(block, start=2) if (found := _FIELD.fullmatch(line))]
    is_fields = all(_FIELD.fullmatch(line) or _CONTINUED.fullmatch(line) for line in block)
    if not last or not fields or not is_fields:
        return FrontMatter((), (), 0)
    entries = [entry for number, found in fields if (entry := _entry(number, found["key"], found["value"]))]
    known = {entry.line for entry in entries}
    dropped = tuple(found[0].strip() for number, found in fields if number not in known)
    return FrontMatter(tuple(entries), dropped, last + 1)


def _entry(line: int, key: str, value: str) -> Entry | None:
    """A field that a lecture has; None for others and empty ones."""
    label = _LABELS.get(key.lower())
    plain = value.strip().strip("\"'“”").strip("[]").strip("\"' ")
    if label is None or plain in _EMPTY:
        return None
    day = _DATE.fullmatch(plain)
    if label == "日期：" and day:
        plain = f"{day[1]}年{int(day[2])}月{int(day[3])}日"
    return Entry(line, label + plain, is_title=not label)
