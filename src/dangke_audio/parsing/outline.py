"""Lines and headings → sections of sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dangke_audio.model.lecture import Level, Section, Sentence, SentenceKind
from dangke_audio.parsing.front_matter import FrontMatter
from dangke_audio.parsing.groups import groups_of
from dangke_audio.parsing.headings import Heading
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.salutation import is_closing
from dangke_audio.parsing.sentences import spans

_CLOSING_SENTENCES = 3
"""Sentences at the end of a lecture that may take leave."""


def sentences_of(line: Line, kind: SentenceKind = "body") -> tuple[Sentence, ...]:
    """A paragraph's sentences; one also ends where the author asked for a pause."""
    sentences: list[Sentence] = []
    for stretch, pause_ms in _between_pauses(line):
        found = [_sentence(stretch.part(start, end), kind) for start, end in spans(stretch.text)]
        if found:
            sentences += [*found[:-1], replace(found[-1], pause_after_ms=pause_ms)]
    return (*sentences[:-1], replace(sentences[-1], ends_paragraph=True)) if sentences else ()


def _between_pauses(line: Line) -> Iterator[tuple[Line, int | None]]:
    """The stretches of a line, each with the length of the pause behind it."""
    start = 0
    for offset, pause_ms in line.pauses:
        if offset > start:
            yield line.part(start, offset), pause_ms
            start = offset
    if start < len(line.text):
        yield line.part(start), None


def _sentence(line: Line, kind: SentenceKind) -> Sentence:
    """A line as one sentence."""
    role = line.turn.role if line.turn else None
    return Sentence(line.text, kind, line.location(), ends_paragraph=False, pins=line.pins, role=role)


def _whole(line: Line, kind: SentenceKind, *, ends_paragraph: bool = True) -> Sentence:
    """A title or a heading, which is never cut: a pause asked for inside it stands behind it."""
    pause_ms = max((length for _, length in line.pauses), default=None)
    return replace(_sentence(line, kind), ends_paragraph=ends_paragraph, pause_after_ms=pause_ms)


def opening_section(front: FrontMatter, lines: Iterable[Line]) -> Section | None:
    """Section 0: the title and what stands before the first heading."""
    heads = [line for line in (front.title, front.subtitle) if line is not None]
    sentences = [_whole(line, "title") for line in heads]
    sentences += [sentence for line in front.opening for sentence in sentences_of(line)]
    sentences += [sentence for line in front.salutations for sentence in sentences_of(line, "salutation")]
    sentences += [sentence for line in lines for sentence in sentences_of(line)]
    return Section(0, 1, None, run_in=False, sentences=tuple(sentences)) if sentences else None


def sections_of(front: FrontMatter, lines: Sequence[Line], headings: Sequence[Heading]) -> tuple[Section, ...]:
    """All sections, numbered from 0, or from 1 where nothing stands before the first heading."""
    if not headings:
        return _with_closing(_sections_by_length(front, lines))
    opening = opening_section(front, lines[: headings[0].line])
    sections = [opening] if opening else []
    starts = [heading.line for heading in headings]
    for number, (heading, end) in enumerate(zip(headings, [*starts[1:], len(lines)], strict=False), start=1):
        sections.append(_section(number, heading, lines[heading.line : end]))
    return _with_closing(sections)


def _sections_by_length(front: FrontMatter, lines: Sequence[Line]) -> list[Section]:
    """A lecture without headings: the opening holds the first group of paragraphs."""
    first, *others = groups_of(lines)
    opening = opening_section(front, first)
    sections = [opening] if opening else []
    for number, group in enumerate(others, start=1):
        sentences = tuple(sentence for line in group for sentence in sentences_of(line))
        sections.append(Section(number, 1, None, run_in=False, sentences=sentences))
    return sections


def _section(number: int, heading: Heading, lines: Sequence[Line]) -> Section:
    """A heading with the lines from its own up to the next heading."""
    head, rest = lines[0].part(0, heading.end), lines[0].part(heading.end)
    first = _whole(head, "heading", ends_paragraph=not rest.text)
    body = [sentence for line in (rest, *lines[1:]) if line.text for sentence in sentences_of(line)]
    return Section(number, heading.level, head.text, heading.run_in, (first, *body))


def _with_closing(sections: list[Section]) -> tuple[Section, ...]:
    """The same sections, the last sentences of the lecture marked as its closing where they take leave."""
    if not sections:
        return ()
    *before, last = sections
    sentences = list(last.sentences)
    for offset in range(len(sentences) - 1, max(-1, len(sentences) - 1 - _CLOSING_SENTENCES), -1):
        if sentences[offset].kind != "body" or not is_closing(sentences[offset].written):
            break
        sentences[offset] = replace(sentences[offset], kind="closing")
    return (*before, replace(last, sentences=tuple(sentences)))


def plain_section(lines: Iterable[Line]) -> Section:
    """One section without heading that holds all lines as body."""
    level: Level = 1
    sentences = tuple(sentence for line in lines for sentence in sentences_of(line))
    return Section(0, level, None, run_in=False, sentences=sentences)
