"""One paragraph of the file: what it is, how it is numbered, and the text that it gives."""

from dataclasses import dataclass

from dangke_audio.model.report import Location
from dangke_audio.model.source import Alignment, Role, SourceParagraph
from dangke_audio.reading.files import excerpt_of
from dangke_audio.reading.word import styles as of_style
from dangke_audio.reading.word.inline import Content
from dangke_audio.reading.word.numbering import Lists, NumberedList
from dangke_audio.reading.word.spans import is_bold, pins_of, text_of
from dangke_audio.reading.word.styles import Style, Styles, first_said
from dangke_audio.reading.word.xml import Element, attribute, child, is_on, value


@dataclass(frozen=True, slots=True)
class Block:
    """A `w:p` that has been read."""

    properties: Element | None
    """Its `w:pPr`."""
    chain: tuple[Style, ...]
    """Its style and those it is based on."""
    number: int
    content: Content


def ends_in_next(properties: Element | None) -> bool:
    """Whether its end is deleted, or it is but the dropped capital (首字下沉) of the next one."""
    mark, frame = child(properties, "w:rPr"), child(properties, "w:framePr")
    dropped = frame is not None and attribute(frame, "dropCap") in {"drop", "margin"}
    return dropped or child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None


def is_hidden(block: Block) -> bool:
    """Whether nothing of it is seen, not even its end."""
    said = is_on(child(block.properties, "w:rPr"), "w:vanish")
    hidden = said if said is not None else first_said(block.chain, lambda style: style.hidden)
    return bool(hidden) and block.content.is_blank


def is_contents_line(block: Block) -> bool:
    """Whether it is a line of a table of contents."""
    if of_style.is_contents(block.chain):
        return block.content.in_contents or not block.content.is_blank
    return block.content.in_contents and block.content.is_blank


def heading_level_of(properties: Element | None, chain: tuple[Style, ...]) -> int:
    """1 … 9, or 0: by the paragraph itself, else by its style."""
    own = of_style.outline_of(properties)
    if own is not None:
        return 0 if own >= of_style.BODY_LEVEL else own + 1
    return 0 if of_style.is_contents(chain) else of_style.heading_level(chain)


def list_of(block: Block, lists: Lists) -> tuple[NumberedList | None, int]:
    """The list that numbers the paragraph, by itself or by its style, and the level there."""
    own = value(block.properties, "w:numPr", "w:numId")
    identifier = own if own is not None else first_said(block.chain, lambda style: style.number_list)
    numbered = lists[identifier] if identifier else None
    if numbered is None:
        return None, 0
    level = of_style.number_level_of(block.properties)
    if level is None:
        level = numbered.level_of_style(tuple(style.identifier for style in block.chain))
    if level is None:
        level = first_said(block.chain, lambda style: style.number_level)
    return numbered, level or 0


def paragraphs_of(block: Block, label: str, here: Location, styles: Styles) -> list[SourceParagraph]:
    """A paragraph for each line that can be seen, the first one with the number."""
    role, level, alignment = _dress(block, styles)
    found = []
    for line in block.content.lines:
        written = text_of(line)
        if not excerpt_of(written):
            continue
        indent = len(written) - len(written.lstrip()) if label else 0
        text = label + written[indent:]
        place = Location(here.path, paragraph=here.paragraph, excerpt=excerpt_of(text))
        pins = pins_of(line, len(label) - indent)
        found.append(SourceParagraph(text, place, role, level, alignment, is_bold(line), pins))
        label = ""
    if label:  # the number is all that a cell holds
        text = label.rstrip(" .．、")
        found.append(SourceParagraph(text, Location(here.path, paragraph=here.paragraph, excerpt=excerpt_of(text))))
    return found


def _dress(block: Block, styles: Styles) -> tuple[Role, int, Alignment]:
    """Role, level and alignment."""
    own = of_style.alignment_of(block.properties)
    alignment = own or first_said(block.chain, lambda style: style.alignment) or styles.default_alignment
    if of_style.is_title(block.chain):
        return "title", 0, alignment
    if of_style.is_subtitle(block.chain):
        return "text", 0, own or "center"
    level = heading_level_of(block.properties, block.chain)
    return ("heading" if level else "text"), level, alignment
