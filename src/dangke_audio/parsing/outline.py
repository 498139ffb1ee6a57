"""Lines and headings → sections of sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dangke_audio.model.lecture import Level, Section, Sentence, SentenceKind
from dangke_audio.parsing.front_matter import FrontMatter
from dangke_audio.parsing.headings import Heading
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.salutation import is_closing
from dangke_audio.parsing.sentences import spans

_CLOSING_SENTENCES = 3
"""Sentences at the end of a lecture that may take leave."""


def sentences_of(line: Line, kind: SentenceKind = "body") -> tuple[Sentence, ...]:
    """A paragraph's sentences."""
    found = spans(line.text)
    return tuple(
        Sentence(line.text[start:end], kind, line.location(start), ends_paragraph=(start, end) == found[-1])
        for start, end in found
    )


def opening_section(front: FrontMatter, lines: Iterable[Line]) -> Section | None:
    """Section 0: the title and what stands before the first heading."""
    heads = [line for line in (front.title, front.subtitle) if line is not None]
    sentences = [Sentence(line.text, "title", line.location(), ends_paragraph=True) for line in heads]
    sentences += [sentence for line in front.opening for sentence in sentences_of(line)]
    sentences += [sentence for line in front.salutations for sentence in sentences_of(line, "salutation")]
    sentences += [sentence for line in lines for sentence in sentences_of(line)]
    return Section(0, 1, None, run_in=False, sentences=tuple(sentences)) if sentences else None


def sections_of(front: FrontMatter, lines: Sequence[Line], headings: Sequence[Heading]) -> tuple[Section, ...]:
    """All sections, numbered from 0, or from 1 where nothing stands before the first heading."""
    first = headings[0].line if headings else len(lines)
    opening = opening_section(front, lines[:first])
    sections = [opening] if opening else []
    starts = [heading.line for heading in headings]
    for number, (heading, end) in enumerate(zip(headings, [*starts[1:], len(lines)], strict=False), start=1):
        sections.append(_section(number, heading, lines[heading.line : end]))
    return _with_closing(sections)


def _section(number: int, heading: Heading, lines: Sequence[Line]) -> Section:
    """A heading with the lines from its own up to the next heading."""
    head, rest = lines[0].part(0, heading.end), lines[0].part(heading.end)
    first = Sentence(head.text, "heading", head.location(), ends_paragraph=not rest.text)
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
