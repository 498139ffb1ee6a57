"""What stands in one paragraph: runs, and all that is wrapped around them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dangke_audio.reading.word.fields import Fields
from dangke_audio.reading.word.notes import Notes
from dangke_audio.reading.word.spans import Span, ruby, text_of
from dangke_audio.reading.word.styles import Style, Styles, first_said
from dangke_audio.reading.word.symbols import is_drawing_font, symbol
from dangke_audio.reading.word.tally import Tally
from dangke_audio.reading.word.wrappers import alternative, is_contents_control, is_placeholder
from dangke_audio.reading.word.xml import Element, attribute, child, descendants, is_on, name_of, value

# Elements that only hold others.
_WRAPPERS = {"w:hyperlink", "w:smartTag", "w:customXml", "w:ins", "w:moveTo", "w:dir", "w:bdo", "w:sdtContent"}
_PICTURES = ("pic:pic", "v:imagedata", "c:chart", "dgm:relIds")
_SPACES = str.maketrans("\t\r\n", "   ")
# 80m², 3 km²; not the m of a longer word
_LENGTH = re.compile(r"(?<![A-Za-z])(?:[cdkm]?m)$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Content:
    """What a paragraph holds."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    """Its lines, which breaks inside it part."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes that are anchored in it: their `w:txbxContent`."""
    pictures: int = 0
    in_contents: bool = False
    """Whether part of it belongs to a table of contents."""
    contents: str = ""
    """That part."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return not any(text_of(line).strip() for line in self.lines)

    def then(self, other: "Content") -> "Content":
        """The content of two paragraphs whose border is gone."""
        lines = [*self.lines[:-1], self.lines[-1] + other.lines[0], *other.lines[1:]]
        pictures, in_contents = self.pictures + other.pictures, self.in_contents or other.in_contents
        return Content(lines, self.boxes + other.boxes, pictures, in_contents, self.contents + other.contents)


@dataclass(frozen=True, slots=True)
class _Look:
    """How text here looks, unless a run says otherwise."""

    chain: tuple[Style, ...]
    bold: bool | None
    hidden: bool | None


class InlineReader:
    """Reads the content of paragraphs; keeps the fields that run over their ends."""

    def __init__(self, styles: Styles, fields: Fields, notes: Notes, tally: Tally) -> None:
        self._styles = styles
        self._fields = fields
        self._notes = notes
        self._tally = tally
        self._content = Content()
        self._look = _Look((), None, None)
        self._readers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_WRAPPERS, self._children),
            "w:r": self._run,
            "w:sdt": self._control,
            "w:fldSimple": self._simple_field,
            "mc:AlternateContent": lambda element: self._children(alternative(element)),
            "m:oMath": self._formula,
            "m:oMathPara": self._formula,
            "w:del": lambda _: self._tally.saw("deletion"),
            "w:moveFrom": lambda _: self._tally.saw("deletion"),
        }

    def read(self, paragraph: Element, chain: tuple[Style, ...]) -> Content:
        """The content of a `w:p` whose style and those it is based on are `chain`."""
        self._content = Content()
        bold, hidden = (first_said(chain, lambda s: s.bold), first_said(chain, lambda s: s.hidden))
        self._look = _Look(chain, bold, hidden)
        self._children(paragraph)
        self._fields.end_paragraph()
        return self._content

    def _children(self, element: Element | None) -> None:
        for each in element if element is not None else ():
            read = self._readers.get(name_of(each))
            if read:
                read(each)

    def _add(self, text: str, bold: bool = False, reading: str | None = None) -> None:
        """Text at the end, unless a field keeps it."""
        if not text:
            return
        if self._fields.shows(text):
            self._content.lines[-1].append(Span(text, bold, reading))
        elif self._fields.in_contents:
            self._content.in_contents |= bool(text.strip())
            self._content.contents += text

    def _control(self, element: Element) -> None:
        """A content control: what was filled in."""
        if is_placeholder(element):
            self._tally.saw("placeholder")
        elif not is_contents_control(element):
            self._children(child(element, "w:sdtContent"))

    def _simple_field(self, element: Element) -> None:
        self._fields.mark("begin")
        self._fields.instruct(attribute(element, "instr") or "")
        self._fields.mark("separate")
        self._children(element)
        self._end_field(bold=False)

    def _end_field(self, *, bold: bool) -> None:
        for span in self._fields.mark("end"):
            self._add(span.text, bold, span.reading)

    def _formula(self, element: Element) -> None:
        text = "".join(each.text or "" for each in descendants(element, "m:t"))
        if text.strip():
            self._tally.saw("formula", text)
        self._add(text)

    def _toggle(
        self, run: Element | None, switch: str, by_paragraph: bool | None, of: Callable[[Style], bool | None]
    ) -> bool:
        """Bold or hidden: said by the run, else by its style and the paragraph's, of which two undo each other."""
        said = is_on(run, switch)
        if said is not None:
            return said
        by_run = first_said(self._styles.chain(value(run, "w:rStyle")), of)
        return bool(by_run) != bool(by_paragraph)

    def _is_hidden(self, run: Element | None) -> bool:
        hidden = self._toggle(run, "w:vanish", self._look.hidden, lambda s: s.hidden)
        return hidden or bool(is_on(run, "w:webHidden"))

    def _is_bold(self, run: Element | None) -> bool:
        bold = self._toggle(run, "w:b", self._look.bold, lambda s: s.bold)
        return bold or (self._styles.default_bold and is_on(run, "w:b") is None)

    def _run(self, run: Element) -> None:
        properties = child(run, "w:rPr")
        hidden, bold = self._is_hidden(properties), self._is_bold(properties)
        own_mark = any(attribute(each, "customMarkFollows") for each in run)
        fonts = child(properties, "w:rFonts")
        drawn = fonts is not None and is_drawing_font(attribute(fonts, "ascii"))
        struck = is_on(properties, "w:strike") or is_on(properties, "w:dstrike")
        raised = value(properties, "w:vertAlign") == "superscript"
        for each in run:
            name = name_of(each)
            if name == "w:fldChar":
                self._field_mark(each, bold=bold)
            elif name == "w:instrText":
                self._fields.instruct(each.text or "")
            elif hidden:
                self._pass_over(each, "hidden")
            elif name == "w:t" and struck:
                self._pass_over(each, "struck")
            elif name == "w:t":
                text = "" if own_mark else _text(each, drawn=drawn)
                self._add(self._raised(text) if raised else text, bold)
            else:
                self._part(name, each, bold=bold)

    def _raised(self, text: str) -> str:
        """10³, and the marks of notes, as signs of their own; units of area (m2) are known as they are."""
        is_unit = _LENGTH.search(text_of(self._content.lines[-1])[-4:])
        return text.translate(_RAISED) if text.strip().isdecimal() and not is_unit else text

    def _pass_over(self, element: Element, why: str) -> None:
        """Hidden or struck text; the page numbers in a table of contents are hidden in their own way, and no loss."""
        if name_of(element) == "w:t" and self._fields.shows(""):
            self._tally.left_out(why, element.text or "")

    def _field_mark(self, element: Element, *, bold: bool) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "end":
            self._end_field(bold=bold)
        else:
            self._fields.mark(kind)

    def _part(self, name: str, element: Element, *, bold: bool) -> None:
        """Whatever else stands in a run."""
        if name in {"w:tab", "w:ptab"}:
            self._add(" ", bold)
        elif name in {"w:br", "w:cr"}:
            if self._fields.shows(" "):
                self._content.lines.append([])
        elif name == "w:noBreakHyphen":
            self._add("-", bold)
        elif name == "w:sym":
            self._add(symbol(attribute(element, "font"), attribute(element, "char")), bold)
        elif name == "w:ruby":
            self._ruby(element, bold=bold)
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            self._tally.left_out("note", self._notes.text_of(element))
        elif name in {"w:drawing", "w:pict", "w:object", "mc:AlternateContent"}:
            self._drawing(element)

    def _ruby(self, element: Element, *, bold: bool) -> None:
        base = text_of(self._spans_of(child(element, "w:rubyBase")))
        reading = text_of(self._spans_of(child(element, "w:rt")))
        span = ruby(base, reading)
        if reading.strip() and span.reading is None:
            self._tally.saw("ruby", f"{base}（{reading.strip()}）")
        self._add(base, bold, span.reading)

    def _spans_of(self, element: Element | None) -> Iterable[Span]:
        """What stands in a part of the paragraph, read apart from the rest."""
        outer, self._content = self._content, Content()
        self._children(element)
        inner, self._content = self._content, outer
        return [span for line in inner.lines for span in line]

    def _drawing(self, element: Element) -> None:
        """Text boxes are kept for later; pictures are counted. A picture's description is not text."""
        if not self._fields.shows(""):
            return
        shown = alternative(element) if name_of(element) == "mc:AlternateContent" else element
        if shown is None:
            return
        boxes = list(outermost(shown, "w:txbxContent"))
        self._content.boxes += boxes
        is_object = any(name_of(each) == "w:object" for each in (shown, *shown))
        pictures = sum(1 for _ in descendants(shown, *_PICTURES)) or int(is_object)
        self._content.pictures += pictures - sum(1 for box in boxes for _ in descendants(box, *_PICTURES))


def outermost(element: Element, name: str) -> Iterable[Element]:
    """Elements of that name which stand in no other, each alternative taken once."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) == "mc:AlternateContent":
            chosen = alternative(each)
            yield from outermost(chosen, name) if chosen is not None else ()
        else:
            yield from outermost(each, name)


def _text(element: Element, *, drawn: bool) -> str:
    """Of a `w:t`. Blanks at its ends count only where the file says so, as in Word."""
    text = (element.text or "").translate(_SPACES)
    if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" ")
    return "".join(each for each in text if not each.isascii()) if drawn else text
