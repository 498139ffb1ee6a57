"""Line breaks inside a Markdown paragraph: whether a line goes on with the sentence or is a paragraph of its own.

CommonMark joins lines that no blank line parts. Chinese authors often type one line for each paragraph; others break
lines at the edge of the screen. The file as a whole tells which.
"""

import re
from collections.abc import Iterable, Sequence

_LEAST_ENDED = 0.4
"""Share of the breaks of a file that must look like ends of paragraphs for all of them to be such."""
_ENDS = re.compile(r"[。！？!?：:；;…][”’」』）)】]*$|[”」』】]$")
_MARK = re.compile(
    r"[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|第[一二三四五六七八九十百\d]{1,4}[章节条讲课部，,、：]|\d{1,3}[、．.](?!\d)|"
    r"[①-⑳]|[一二三四五六七八九十](?:是|要(?![求素点]))|(?:首先|其次|再次|最后)[，,]|[——–-]{2}"
)
_INDENT = re.compile(r"(?:[ \t]*\u3000|\t|(?:[ \xa0]{4}))")


def starts_paragraph(line: str, after: str, source: str) -> bool:
    """Whether a line looks like a new paragraph: by the line before it, its own head, or its indent in the file."""
    return bool(_ENDS.search(line) or _MARK.match(after) or _INDENT.match(source))


def is_line_per_paragraph(looks: Sequence[bool]) -> bool:
    """Whether each line of a file is a paragraph, from how each of its breaks looks."""
    return sum(looks) >= max(1, len(looks) * _LEAST_ENDED)


def joint(before: str, after: str) -> str:
    """What stands between two lines that are joined: a blank between Latin words, else nothing."""
    both_latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()
    return " " if both_latin else ""


def joined(lines: Iterable[str]) -> str:
    """Lines as one."""
    whole = ""
    for line in lines:
        whole += joint(whole, line) + line
    return whole
