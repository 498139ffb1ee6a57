"""What a paragraph's size, place and font say of it: title, heading, plain text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from dangke_audio.model.report import Location
from dangke_audio.model.source import Alignment, SourceParagraph
from dangke_audio.reading.files import excerpt_of
from dangke_audio.reading.pdf.frames import Frames
from dangke_audio.reading.pdf.paragraphs import Paragraph

_TITLE_SIZE = 1.2
_HEADING_SIZE = 1.1
_LONGEST_HEADING = 60
_SENTENCE = re.compile(r"[。；;，,：:]$")
# Heavy faces by their names: Bold, Black; 黑体 as SimHei, STHeiti, YaHei, FZHTK …
_HEAVY = re.compile(r"bold|heavy|black|hei|fzht|\u9ed1", re.IGNORECASE)


def source_paragraphs(name: str, paragraphs: Sequence[Paragraph], frames: Frames) -> tuple[SourceParagraph, ...]:
    """As the later stages take them; `name` is the file's, for the places."""
    plain = [_plain(name, paragraph, frames) for paragraph in paragraphs]
    sizes = [round(paragraph.rows[0].size, 1) for paragraph in paragraphs]
    titles = _titles(plain, sizes, frames)
    large = [i for i in range(len(plain)) if i not in titles and _is_large(plain[i], sizes[i], frames)]
    ranks = sorted({sizes[i] for i in large}, reverse=True)
    for i in titles:
        plain[i] = replace(plain[i], role="title")
    for i in large:
        plain[i] = replace(plain[i], role="heading", level=ranks.index(sizes[i]) + 1)
    return tuple(plain)


def _plain(name: str, paragraph: Paragraph, frames: Frames) -> SourceParagraph:
    """Without a role."""
    first = paragraph.rows[0]
    place = Location(name, page=first.page, excerpt=excerpt_of(paragraph.text))
    bold = first.font != frames.body_font and all(_HEAVY.search(row.font) for row in paragraph.rows)
    return SourceParagraph(paragraph.text, place, alignment=_alignment(paragraph, frames), bold=bold)


def _alignment(paragraph: Paragraph, frames: Frames) -> Alignment:
    """The last line tells, if the lines before it are too full to tell."""
    return frames.alignment(paragraph.rows[-1] if frames.fill(paragraph.rows[0]) > 0.85 else paragraph.rows[0])


def _titles(paragraphs: Sequence[SourceParagraph], sizes: Sequence[float], frames: Frames) -> set[int]:
    """The last large centred lines before the text begins on the first page (above it may be a red head and its number)."""
    head = [
        i
        for i, (p, _) in enumerate(
            takewhile(
                lambda pair: pair[0].location.page == 1 and not _is_body(pair[0], pair[1], frames),
                zip(paragraphs, sizes, strict=True),
            )
        )
    ]
    large = [i for i in head if paragraphs[i].alignment == "center" and sizes[i] >= _TITLE_SIZE * frames.body_size]
    titles: set[int] = set()
    for i in reversed(large):
        if titles and (i + 1 not in titles or abs(sizes[i] - sizes[i + 1]) > 0.5):
            break
        titles.add(i)
    return titles


def _is_body(paragraph: SourceParagraph, size: float, frames: Frames) -> bool:
    return paragraph.alignment == "left" and size < _TITLE_SIZE * frames.body_size


def _is_large(paragraph: SourceParagraph, size: float, frames: Frames) -> bool:
    """Whether it is a heading by its size."""
    short = len(paragraph.text) <= _LONGEST_HEADING and not _SENTENCE.search(paragraph.text)
    return short and size >= _HEADING_SIZE * frames.body_size
