"""Short lines that come again on every page of a print-out."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of

_FEWEST = 3
_LONGEST = 25
_SHORTEST_PARAGRAPH = 24
_PUNCTUATED = re.compile(r"[。！？!?：:，,；;|]")
_SENTENCE_END = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")


def page_headers(lines: Sequence[Line], page_numbers: Collection[int]) -> frozenset[str]:
    """The texts of headers: they stand on top of the script, beside page numbers, or inside broken sentences.

    A heading that comes again and again does not. `page_numbers` are the lines that are page numbers.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if len(line.text) <= _LONGEST and not _PUNCTUATED.search(line.text) and line.look.role == "text":
            places[line.text].append(number)
    return frozenset(
        text
        for text, numbers in places.items()
        if len(numbers) >= _FEWEST and mark_of(text) is None and _is_on_pages(lines, numbers, page_numbers)
    )


def _is_on_pages(lines: Sequence[Line], numbers: Sequence[int], page_numbers: Collection[int]) -> bool:
    """Whether lines that are equal stand where pages begin."""
    beside = sum(number - 1 in page_numbers or number + 1 in page_numbers for number in numbers)
    inside = sum(number > 0 and _SENTENCE_END.search(lines[number - 1].text) is None for number in numbers)
    adjacent = any(after - before == 1 for before, after in pairwise(numbers))
    return not adjacent and (numbers[0] == 0 or max(beside, inside) * 2 >= len(numbers))


def titles_the_script(lines: Sequence[Line]) -> bool:
    """Whether the first line is a header and the title: text follows it, and no other title."""
    below = lines[1].text if len(lines) > 1 else ""
    return len(below) >= _SHORTEST_PARAGRAPH or _PUNCTUATED.search(below[-1:]) is not None
