"""What stands before the lecture's own words: title, subtitle, speaker, date, salutation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.bare_headings import bare_headings, is_collected, is_known_heading
from dangke_audio.parsing.lines import PLAIN, Line, Look, join
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.particulars import is_appointment, particulars_of
from dangke_audio.parsing.people import ORGANISATION, date_line, is_clock_line, speaker_line
from dangke_audio.parsing.salutation import is_salutation, salutation_end
from dangke_audio.parsing.sentences import LONGEST
from dangke_audio.parsing.styles import without_misused_styles
from dangke_audio.parsing.titles import (
    LONGEST_TITLE,
    ends_as_talk,
    goes_on,
    is_dressed,
    is_exclaimed,
    is_genre,
    is_heading_mark,
    is_label,
    is_lone_part,
    is_notice,
    is_subtitle,
    is_title,
    names_a_sibling,
    says_again,
    says_its_kind_again,
    undressed,
)

_MOST_TITLE_LINES = 4
_LONGEST_HEAD = 15
"""Lines among which a format's title is looked for."""
_LOWEST_TITLE = 7
"""Lines at the head, within which a title that is said twice begins, and within which it is said again."""
_SHORTEST_REPEATED = 6
"""Characters of such a title."""
_LINES_BEFORE_SALUTATION = 2
"""Body lines (an editor's note, say) that may stand before the salutation."""
_TAIL = 4
"""Lines at the end among which a date is that of the signature."""
_SHORTEST_PARAGRAPH = 40
"""Characters; a line that stands right above such a paragraph is more likely its heading than half a title."""

_GLUED_TITLE = re.compile(r"【([^【】]{5,40})】(?=\S{10})")


@dataclass(slots=True)
class FrontMatter:
    """What was found at the head; filled line by line."""

    title: Line | None = None
    subtitle: Line | None = None
    speaker: str | None = None
    date: str | None = None
    salutations: list[Line] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    """Body lines that stand before the salutation."""
    omitted: list[Omission] = field(default_factory=list)
    title_lines: int = 0
    """Lines that the title is made of."""


def take_front(lines: tuple[Line, ...]) -> tuple[FrontMatter, tuple[Line, ...]]:
    """Take title, speaker, date and salutation off the head of a script, and a date off its end."""
    front = FrontMatter()
    lines = _with_repeated_title(_with_title_role(without_misused_styles(lines)))
    titled = any(line.look.role == "title" for line in lines[:_LONGEST_HEAD])
    position = 0
    while position < len(lines) and _take(lines[position], front, lines[position + 1 :], titled=titled):
        position += 1
    rest = _take_signature(list(lines[position:]), front)
    if front.title is None:
        rest = _take_glued_title(rest, front)
    rest = _take_salutation(rest, front)
    return front, tuple(_without_repeated_title(rest, front))


def _with_title_role(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, a heading at the head called the title where no other heading of the format is as high: # 题目"""
    headings = [(n, line) for n, line in enumerate(lines) if line.look.role == "heading" and not line.look.settled]
    if any(line.look.role == "title" for line in lines) or len(headings) < 2:
        return lines
    (number, first), others = headings[0], headings[1:]
    lone = number < _LONGEST_HEAD and all(line.look.level > first.look.level for _, line in others)
    if not lone or mark_of(first.text) or is_known_heading(first.text) or len(first.text) > LONGEST_TITLE:
        return lines
    return (*lines[:number], replace(first, look=replace(first.look, role="title")), *lines[number + 1 :])


def _with_repeated_title(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, one below the first called the title where the head says it twice: a page's name stands above it."""
    head = lines[:_LONGEST_HEAD]
    if any(line.look.role == "title" for line in head):
        return lines
    for number, line in enumerate(head[1:_LOWEST_TITLE], start=1):
        again = any(says_again(other.text, line.text) for other in head[number + 1 : number + _LOWEST_TITLE])
        plain = line.look == PLAIN and is_title(line.text) and not is_label(line.text) and mark_of(line.text) is None
        if (
            again
            and plain
            and len(line.text) >= _SHORTEST_REPEATED
            and all(is_title(above.text) for above in head[:number])
        ):
            return (*lines[:number], replace(line, look=Look("title")), *lines[number + 1 :])
    return lines


def _take(line: Line, front: FrontMatter, following: tuple[Line, ...], *, titled: bool) -> bool:
    """Find a place for one line of the head; False where the head has ended."""
    text = line.text
    if line.is_speech or line.look.role == "row" or (line.look.settled and line.look.role != "title"):
        return False
    if line.look.role == "title" and front.subtitle is None and _fits(line, front):
        return _add_title(line, front)
    if (
        line.look.role == "heading"
        or is_salutation(text)
        or (is_heading_mark(text) and not is_lone_part(line, following))
    ):
        return False
    if front.title is not None and says_again(text, front.title.text):
        front.omitted.append(line.omitted("title-repeated"))
        return True
    if front.title is not None and names_a_sibling(text, front.title.text):
        front.omitted.append(line.omitted("navigation"))
        return True
    if front.title is not None and _take_subtitle(line, front):
        return True
    if _take_particulars(line, front):
        return True
    if titled and front.title is None and is_title(text):
        front.opening.append(line)
        return True
    return line.look.role == "text" and not titled and _take_title(line, front, following)


def _take_subtitle(line: Line, front: FrontMatter) -> bool:
    """——在某某大会上的讲话, on one line or two."""
    if front.subtitle is None and is_subtitle(line.text):
        front.subtitle = line
        return True
    first = front.subtitle
    if first is None or ends_as_talk(first.text) or not ends_as_talk(line.text) or front.date or front.speaker:
        return False
    if len(first.text) + len(line.text) > LONGEST_TITLE or not is_title(line.text):
        return False
    front.subtitle = join([first, line], "")
    return True


def _take_particulars(line: Line, front: FrontMatter) -> bool:
    """Speaker, date and place."""
    found = particulars_of(line.text, titled=front.title is not None)
    if found is None or (front.title is not None and is_notice(front.title.text) and is_appointment(line.text)):
        return False
    front.speaker = front.speaker or found.speaker
    front.date = front.date or found.date
    front.omitted.append(line.omitted(found.reason))
    return True


def _take_title(line: Line, front: FrontMatter, following: tuple[Line, ...]) -> bool:
    """The title, its genre on a line before it, or its next line."""
    if not following or len(line.text) > LONGEST_TITLE + 10 or _begins_collection(line, following):
        return False
    if front.title is not None:
        return _is_next_title_line(line, front, following) and _add_title(line, front)
    below = following[0].text
    if is_genre(line.text) and is_title(below) and not is_salutation(below) and not speaker_line(below):
        front.omitted.append(line.omitted("title-dress"))
        return True
    called_out = is_exclaimed(line.text) and (is_salutation(below) or is_subtitle(below))
    if not is_dressed(line.text) and not is_title(line.text) and not called_out:
        return False
    return _add_title(line, front)


def _begins_collection(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line heads the first of several texts."""
    return is_collected(line.text) and any(is_collected(other.text) for other in following)


def _is_next_title_line(line: Line, front: FrontMatter, following: tuple[Line, ...]) -> bool:
    """Whether a line below the title goes on with it."""
    title = front.title
    if title is None or front.subtitle is not None or front.speaker is not None or front.date is not None:
        return False
    if not _fits(line, front) or not is_title(line.text) or mark_of(line.text) or is_label(line.text):
        return False
    if says_its_kind_again(line.text, title.text):
        return False
    if goes_on(title.text.rsplit(" ", maxsplit=1)[-1], line.text):
        return True
    is_heading = any(heading.line == 0 for heading in bare_headings((line, *following), (), ()))
    return not is_heading and len(following[0].text) < _SHORTEST_PARAGRAPH


def _fits(line: Line, front: FrontMatter) -> bool:
    """Whether a line is short enough to be the title or its next line."""
    length = len(front.title.text) if front.title else 0
    return front.title_lines < _MOST_TITLE_LINES and length + len(line.text) < LONGEST


def _add_title(line: Line, front: FrontMatter) -> bool:
    """Take a line for the title or its next line."""
    if front.title is None:
        front.title, taken = undressed(line)
        front.omitted += taken
    else:
        joint = "" if goes_on(front.title.text, "") or line.text.startswith("关于") else " "
        front.title = join([front.title, line], joint)
    front.title_lines += 1
    return True


def _take_glued_title(lines: list[Line], front: FrontMatter) -> list[Line]:
    """A title in 【】 at the head of the first paragraph; where more paragraphs begin so, these are headings."""
    found = [_GLUED_TITLE.match(line.text) for line in lines]
    first = found[0] if found else None
    if first is None or lines[0].look.settled or lines[0].is_speech or sum(match is not None for match in found) > 1:
        return lines
    front.title = lines[0].part(*first.span(1))
    return [lines[0].part(first.end()), *lines[1:]]


def _take_salutation(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Salutations on their own lines or at the head of a paragraph, and what stands before them."""
    for position, line in enumerate(lines[: _LINES_BEFORE_SALUTATION + 1]):
        is_told = line.look.settled or line.look.role == "row"
        if is_heading_mark(line.text) or is_told or _begins_collection(line, lines[position + 1 :]):
            break
        if is_salutation(line.text):
            front.opening += lines[:position]
            front.salutations.append(line)
            if len(lines) > position + 1 and is_salutation(lines[position + 1].text) and line.text[-1] in ":：,，":
                front.salutations.append(lines[position + 1])
            return lines[position + len(front.salutations) :]
        end = salutation_end(line.text)
        if end:
            front.opening += lines[:position]
            front.salutations.append(line.part(0, end))
            return [line.part(end), *lines[position + 1 :]]
    return lines


def _take_signature(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Lines at the end, or below the body that signs, that say a date or a time and nothing else."""
    tail = max(len(lines) - _TAIL, 1)
    dates = [
        line
        for number, line in enumerate(lines)
        if not line.look.settled
        and not line.is_speech
        and (number >= tail or (number and ORGANISATION.fullmatch(lines[number - 1].text)))
        and (date_line(line.text) or is_clock_line(line.text))
    ]
    front.omitted += [line.omitted("date") for line in dates]
    if front.date is None and dates:
        front.date = date_line(dates[0].text)
    return [line for line in lines if line not in dates]


def _without_repeated_title(lines: list[Line], front: FrontMatter) -> list[Line]:
    """The title that is said again on a line of its own before the first heading."""
    title = front.title
    if title is None:
        return lines
    kept: list[Line] = []
    for position, line in enumerate(lines):
        if is_heading_mark(line.text):
            return kept + lines[position:]
        if says_again(line.text, title.text) and not line.look.settled and not line.is_speech:
            front.omitted.append(line.omitted("title-repeated"))
        else:
            kept.append(line)
    return kept
