"""Markdown files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location, Severity
from dangke_audio.model.source import Pin, SourceDocument, SourceParagraph
from dangke_audio.reading import remarks
from dangke_audio.reading.cells import shifted
from dangke_audio.reading.commonmark.front_matter import FrontMatter, front_matter_of
from dangke_audio.reading.commonmark.passages import Passage, PassageLine, Passages, passages_of
from dangke_audio.reading.commonmark.soft_breaks import is_line_per_paragraph, joint, starts_paragraph
from dangke_audio.reading.commonmark.syntax import parser, prepared
from dangke_audio.reading.encoding import Decoded, UndecodableError, decode
from dangke_audio.reading.files import excerpt_of, file_bytes, printable, sha256_of
from dangke_audio.reading.omissions import omission, visible

LARGEST_BYTES = 50_000_000
"""Pictures may be written into the file."""
LARGEST_TEXT = 3_000_000
"""Characters without such pictures: a book has a million."""

_AS_TEXT = "请用记事本打开讲稿，另存为 UTF-8 编码的 .md 文件后再试"
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节讲部课]")
_MOST_ATTEMPTS = 4
"""At closing the fences that stay open."""
_FENCE_LINE = re.compile(r"[\s>]*(?:```+|~~~+)\s*")


def read_markdown(path: Path) -> SourceDocument:
    """Read a Markdown file in any encoding that Chinese is written in. Raises SourceError."""
    data = file_bytes(path, LARGEST_BYTES)
    name = printable(path.name)
    decoded = _decoded(data, name)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", decoded.text)
    front = front_matter_of(text)
    body = prepared("\n" * front.lines + "\n".join(text.split("\n")[front.lines :]))
    if len(body) > LARGEST_TEXT:
        raise SourceError("文件太大，不像是一篇讲稿", place=name, hint="请检查是否选错了文件")
    body, passages = _parsed(body, name)
    paragraphs = (*_front_paragraphs(front, name), *_paragraphs(passages.found, body.split("\n"), name))
    paragraphs = _with_title(paragraphs, front)
    if not paragraphs:
        raise SourceError("文件里没有文字", place=name, hint="请检查讲稿是否已经保存")
    findings = (*remarks.on_bytes(decoded, paragraphs), *_findings(front, passages, paragraphs, name))
    omitted = visible(omission(text, reason, Location(name, line)) for line, text, reason in passages.left_out)
    return SourceDocument(name, decoded.encoding, sha256_of(data), paragraphs, findings, omitted)


def _decoded(data: bytes, name: str) -> Decoded:
    if not data.strip(b"\0\x1a \t\r\n"):
        raise SourceError("文件是空的", place=name, hint="请检查讲稿是否已经保存")
    try:
        return decode(data)
    except UndecodableError as error:
        raise SourceError(f"无法识别文字编码（第 {error.offset + 1} 个字节）", place=name, hint=_AS_TEXT) from error


def _parsed(body: str, name: str) -> tuple[str, Passages]:
    """The passages; a fence that is never closed would swallow the rest of the file and is taken for a ruled line."""
    lines = body.split("\n")
    environment: dict[str, Any] = {}
    for _ in range(_MOST_ATTEMPTS):
        environment = {}
        tokens = parser().parse("\n".join(lines), environment)
        open_fences = [
            token.map[0] for token in tokens if token.type == "fence" and token.map and not _ends(token.map, lines)
        ]
        if not open_fences:
            break
        for line in open_fences:
            lines[line] = ""
    notes = environment.get("footnotes", {"refs": {}, "list": {}})
    passages = passages_of(tokens, {number: note.get("tokens", ()) for number, note in notes["list"].items()}, name)
    passages.notes = max(passages.notes, len(notes["refs"]))
    return "\n".join(lines), passages


def _ends(lines_of_fence: Sequence[int], lines: Sequence[str]) -> bool:
    """Whether a block of code has its closing fence."""
    first, last = lines_of_fence
    return last - first > 1 and _FENCE_LINE.fullmatch(lines[last - 1]) is not None


def _front_paragraphs(front: FrontMatter, name: str) -> Iterator[SourceParagraph]:
    for entry in front.entries:
        place = Location(name, entry.line, excerpt_of(entry.text))
        yield SourceParagraph(entry.text, place, "title" if entry.is_title else "text")


def _paragraphs(passages: Sequence[Passage], source: Sequence[str], name: str) -> Iterator[SourceParagraph]:
    """Passages, cut where their lines are paragraphs of their own."""
    texts = [passage for passage in passages if passage.role == "text"]
    looks = [_starts(*pair, source) for passage in texts for pair in pairwise(passage.lines)]
    each_line = is_line_per_paragraph(looks)
    for passage in passages:
        group: list[PassageLine] = []
        for line in passage.lines:
            if group and (each_line or line.after_break or _starts(group[-1], line, source)):
                yield _paragraph(passage, group, name)
                group = []
            group.append(line)
        yield _paragraph(passage, group, name)


def _starts(before: PassageLine, line: PassageLine, source: Sequence[str]) -> bool:
    return starts_paragraph(before.text, line.text, source[line.number - 1])


def _paragraph(passage: Passage, lines: Sequence[PassageLine], name: str) -> SourceParagraph:
    """Lines as one paragraph, their readings moved to where their words are."""
    text = ""
    pins: list[Pin] = []
    for line in lines:
        text += joint(text, line.text)
        pins += shifted(line.pins, len(text))
        text += line.text
    place = Location(name, lines[0].number, excerpt_of(text))
    bold = all(line.bold for line in lines)
    return SourceParagraph(text, place, passage.role, passage.level, bold=bold, pins=tuple(pins))


def _with_title(paragraphs: tuple[SourceParagraph, ...], front: FrontMatter) -> tuple[SourceParagraph, ...]:
    """The heading of level 1 at the head is the title, if it is the only one or the others number the chapters.

    Where the front matter has a title, it is the title, and the heading only if it says the same again.
    """
    first = len(front.entries)
    top = [paragraph for paragraph in paragraphs if paragraph.role == "heading" and paragraph.level == 1]
    if not top or paragraphs[first] is not top[0]:
        return paragraphs
    titles = [entry.text for entry in front.entries if entry.is_title]
    if not (top[0].text in titles if titles else len(top) == 1 or _heads_chapters(top)):
        return paragraphs
    before = (paragraph for paragraph in paragraphs[:first] if paragraph.role != "title")
    return (*before, replace(top[0], role="title", level=0), *paragraphs[first + 1 :])


def _heads_chapters(top: Sequence[SourceParagraph]) -> bool:
    """Whether the first of several headings is without number, and all others are numbered."""
    return not _NUMBERED.match(top[0].text) and all(_NUMBERED.match(heading.text) for heading in top[1:])


def _findings(
    front: FrontMatter, passages: Passages, paragraphs: Sequence[SourceParagraph], name: str
) -> Iterator[Finding]:
    """What was left out of the file."""
    if front.dropped:
        message = f"文件头里有 {len(front.dropped)} 项没有读：{'、'.join(front.dropped[:3])}"
        yield Finding("info", "front-matter", message, Location(name, 1))
    yield from remarks.on_tables(paragraphs)
    yield from remarks.on_struck(reason for _, _, reason in passages.left_out)
    for line, content in passages.code:
        severity: Severity = "warning" if len(_HAN.findall(content)) >= 10 else "info"
        message = "这里有一段代码（两行 ``` 之间的文字），没有读"
        yield Finding(severity, "code-block", message, Location(name, line, excerpt_of(content)))
    for line in passages.open_comments:
        yield Finding("warning", "open-comment", "注释 <!-- 没有结束，后面的文字都没有读", Location(name, line))
    if passages.notes:
        yield Finding("info", "footnotes", f"有 {passages.notes} 处脚注，没有读")
    if passages.pictures:
        yield Finding("info", "pictures-left-out", f"有 {passages.pictures} 张图片，没有读图片的说明")
