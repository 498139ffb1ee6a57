"""Fields: instructions to Word (PAGE, TOC, REF …) with the result that it showed last.

A field is not an element around its parts but marks in the stream of runs (begin, separate, end), so it may begin in
one paragraph and end in another, and fields stand inside fields.
"""

from dataclasses import dataclass, field

from dangke_audio.reading.word.equations import equation, is_equation
from dangke_audio.reading.word.spans import Span

_CONTENTS = {"TOC", "INDEX", "TOA"}
_LONGEST_INSTRUCTION = 4_000
"""Characters; reference managers keep whole records there, of which only the first word matters."""
# The number of the page itself means nothing to a listener; the others have no result that stands in the text.
_UNREAD = {"PAGE", "NUMPAGES", "SECTIONPAGES", "XE", "TC", "TA", "RD", "PRIVATE"}


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False

    def instruct(self, written: str) -> None:
        """A further piece of the instruction."""
        if len(self.instruction) < _LONGEST_INSTRUCTION:
            self.instruction += written[:_LONGEST_INSTRUCTION]

    @property
    def kind(self) -> str:
        """Its first word."""
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""


@dataclass(slots=True)
class Fields:
    """The fields that are open where reading has come."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is going on."""
        return any(each.in_result and each.kind in _CONTENTS for each in self._open)

    def mark(self, kind: str | None) -> tuple[Span, ...]:
        """`begin`, `separate` or `end`; what the end of an equation leaves as text."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            closed = self._open.pop()
            if is_equation(closed.instruction):
                return equation(closed.instruction)
        return ()

    def instruct(self, written: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruct(written)

    def shows(self, text: str) -> bool:
        """Whether text that stands here is read; as part of an instruction it is kept there."""
        for each in reversed(self._open):
            if not each.in_result:
                each.instruct(text)
                return False
            if each.kind in _CONTENTS or each.kind in _UNREAD or is_equation(each.instruction):
                return False
        return True

    def end_paragraph(self) -> None:
        """An instruction does not run over a paragraph's end: what is still open there was never closed."""
        self._open = [each for each in self._open if each.in_result]

    def abandon(self) -> None:
        """Forget all that is open."""
        self._open.clear()
