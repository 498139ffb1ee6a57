"""Which sentence a user means: 第二章 第3句, 2 3, 开场 1, or a chapter by its title. Pure.

Chapters count as the section files do, the opening too. 第二章 is a chapter whose title begins so, where there is one.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from dangke_audio.errors import ConfigError
from dangke_audio.retaking.numerals import NUMERAL, number_of

_SENTENCE = re.compile(rf"(?:(?P<chapter>.*?)(?:\s*第\s*|\s+))?(?P<number>{NUMERAL})\s*句?")
_CHAPTER = re.compile(rf"第?\s*(?P<number>{NUMERAL})\s*[章节]?")
_MARKS = re.compile(r"[\s，。、：:；;“”‘’\"'《》（）()]+")
MOST_LISTED = 40


def sentence_at(words: Sequence[str], titles: Sequence[str], counts: Sequence[int]) -> tuple[int, int]:
    """Index of the chapter and of the sentence in it, from what stood on the command line.

    `titles` and numbers of sentences (`counts`) are those of all chapters. Raises ConfigError that lists what there is.
    """
    place = " ".join(words).strip()
    found = _SENTENCE.fullmatch(place)
    if found is None:
        fault = f"“{place}”没有说是第几句" if place else "没有说是哪一句"
        raise ConfigError(fault, hint=f"例：第二章 第3句，或 2 3；{_listed(titles)}")
    chapter = _only_chapter(titles) if not found["chapter"] else chapter_at(found["chapter"], titles)
    number = number_of(found["number"]) or 0
    if not 1 <= number <= counts[chapter]:
        raise ConfigError(
            f"第 {chapter + 1} 章“{titles[chapter]}”只有 {counts[chapter]} 句，没有第 {found['number']} 句",
            hint=f"用 dangke-audio retake 讲稿 {chapter + 1} --list 列出每一句",
        )
    return chapter, number - 1


def chapter_at(words: str, titles: Sequence[str]) -> int:
    """Index of a chapter. Raises ConfigError that lists what there is."""
    wanted = words.strip()
    for found in _readings(wanted, titles):
        if len(found) == 1:
            return found[0]
        if found:
            named = "、".join(f"{index + 1} {titles[index]}" for index in found)
            raise ConfigError(f"有 {len(found)} 章都可以叫“{wanted}”", hint=f"请用号码：{named}")
    raise ConfigError(f"没有“{wanted}”这一章", hint=_listed(titles))


def _readings(wanted: str, titles: Sequence[str]) -> Iterator[list[int]]:
    """The chapters that the words may mean, likeliest first."""
    number = _CHAPTER.fullmatch(wanted)
    counted = number_of(number["number"]) if number else None
    by_number = [counted - 1] if counted is not None and counted <= len(titles) else []
    name = _plain(wanted)
    if wanted.isdecimal() or not name:
        yield by_number
        return
    yield _those(titles, lambda title: title == name)
    yield _those(titles, lambda title: title.startswith(name))
    yield by_number
    yield _those(titles, lambda title: name in title)


def _those(titles: Sequence[str], fits: Callable[[str], bool]) -> list[int]:
    return [index for index, title in enumerate(titles) if fits(_plain(title))]


def _plain(title: str) -> str:
    return _MARKS.sub("", title)


def _only_chapter(titles: Sequence[str]) -> int:
    if len(titles) == 1:
        return 0
    raise ConfigError("没有说是第几章", hint=f"例：第二章 第3句；{_listed(titles)}")


def _listed(titles: Sequence[str]) -> str:
    shown = "、".join(f"{number} {title}" for number, title in enumerate(titles[:MOST_LISTED], start=1))
    return f"共 {len(titles)} 章：{shown}{'……' if len(titles) > MOST_LISTED else ''}"
