"""The inside of a Markdown paragraph → its lines, without the marks of the language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dangke_audio.reading.html.runs import Runs
from dangke_audio.reading.html.styles import Style

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)")
_BOLD = {"strong", "b"}
_STRUCK = {"s", "del", "strike"}
_SILENT = {"rp", "script", "style"}
# [^1] for which there is no note
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,20}\]")


@dataclass(slots=True)
class InlineLine:
    """One line of a paragraph."""

    offset: int
    """Lines after the paragraph's first."""
    runs: Runs = field(default_factory=Runs)
    after_break: bool = False
    """Whether the author broke the line before it on purpose."""


@dataclass(slots=True)
class Inline:
    """What a paragraph holds."""

    lines: list[InlineLine] = field(default_factory=lambda: [InlineLine(0)])
    struck: list[tuple[int, str]] = field(default_factory=list)
    """(lines after the first, words) that are struck through."""
    pictures: int = 0
    notes: int = 0
    """Marks of footnotes."""
    own_notes: list[tuple[int, int]] = field(default_factory=list)
    """(lines after the first, number in the file) of notes that stand in the text: ^[…]."""
    style: Style = field(default_factory=Style)
    tags: list[str] = field(default_factory=list)
    """Open HTML tags that matter."""

    def take(self, token: "Token") -> None:
        """Go on with one token."""
        kind = token.type
        if kind in ("text", "code_inline"):
            self._text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._line(after_break=kind == "hardbreak", source_lines=1)
        elif kind == "html_inline":
            self._tag(token.content)
        elif kind in ("strong_open", "s_open"):
            self._open("b" if kind == "strong_open" else "s")
        elif kind in ("strong_close", "s_close"):
            self._close("b" if kind == "strong_close" else "s")
        elif kind == "image":
            self.pictures += 1
        elif kind == "footnote_ref":
            self.notes += 1
            if "label" not in token.meta:
                self.own_notes.append((self.lines[-1].offset, token.meta["id"]))

    def _text(self, text: str) -> None:
        if any(tag in _SILENT for tag in self.tags):
            return
        text, marks = _NOTE_MARK.subn("", text)
        self.notes += marks
        if self.style.struck:
            self.struck.append((self.lines[-1].offset, text))
        else:
            self.lines[-1].runs.add(text, self.style)

    def _line(self, *, after_break: bool, source_lines: int) -> None:
        self.lines.append(InlineLine(self.lines[-1].offset + source_lines, after_break=after_break))

    def _tag(self, written: str) -> None:
        found = _TAG.match(written)
        name = found["name"].lower() if found else ""
        if name == "br":
            self._line(after_break=True, source_lines=0)
        elif found and name in _BOLD | _STRUCK | _SILENT | {"ruby", "rt"}:
            (self._close if found["end"] else self._open)(name)

    def _open(self, name: str) -> None:
        self.tags.append(name)
        if name in ("ruby", "rt"):
            self.lines[-1].runs.mark(name)
        self._restyle()

    def _close(self, name: str) -> None:
        if name in self.tags:
            self.tags.reverse()
            self.tags.remove(name)
            self.tags.reverse()
        if name in ("ruby", "rt"):
            self.lines[-1].runs.close_ruby(name)
        self._restyle()

    def _restyle(self) -> None:
        tags = set(self.tags)
        self.style = replace(self.style, bold=bool(tags & _BOLD), struck=bool(tags & _STRUCK))


def inline_of(children: "Sequence[Token]") -> Inline:
    """The lines of a paragraph, a heading or a cell."""
    inline = Inline()
    for token in _without_ranges(children):
        inline.take(token)
    return inline


def _without_ranges(children: "Sequence[Token]") -> "list[Token]":
    """Strikethrough that begins between figures is a range that someone typed: 5~~10元."""
    kept = list(children)
    opened: list[tuple[int, bool]] = []
    for number, token in enumerate(children):
        if token.type == "s_open":
            before = children[number - 1].content[-1:] if number else ""
            opened.append((number, before.isdecimal() and children[number + 1].content[:1].isdecimal()))
        elif token.type == "s_close" and opened:
            start, is_range = opened.pop()
            if is_range:
                kept[start], kept[number] = _as_text(kept[start]), _as_text(token)
    return kept


def _as_text(token: "Token") -> "Token":
    """A mark as its characters."""
    return token.copy(type="text", content=token.markup)
