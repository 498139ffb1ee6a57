"""What `retake` and `replace` tell of sentences and their takes."""

from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.cli.console import tell
from dangke_audio.model.take import USUAL, RetakenSentence, Take
from dangke_audio.model.wishes import Wishes

if TYPE_CHECKING:
    from dangke_audio.retaking import Desk

LONGEST_SHOWN = 60


def open_lecture(file: Path, wishes: Wishes) -> "Desk":
    """A script with the voice that is asked for. Raises DangkeError."""
    from dangke_audio.cli.choices import chosen_settings
    from dangke_audio.retaking import open_desk

    return open_desk(file, chosen_settings(wishes, Path("output")))


def tell_place(desk: "Desk", line: int) -> None:
    """第 2 章“一、第一件事”第 3 句：要认真学习。"""
    chapter = desk.lines[line].chapter
    words = _short(desk.lines[line].written)
    tell(f"第 {chapter + 1} 章“{desk.titles[chapter]}”第 {desk.number(line)} 句：{words}")


def tell_chosen(desk: "Desk", take: Take | None) -> None:
    """What will be heard from the next build on."""
    if take is None:
        tell("选用第 1 个读法（原来的）")
    else:
        tell(f"选用第 {take.number} 个读法（{take.how}）：{desk.file(take)}")
    tell(f"下次 dangke-audio build {desk.prepared.path} 时换上")


def tell_chapters(desk: "Desk") -> None:
    """All chapters with their numbers."""
    retaken = desk.retaken()
    for chapter, title in enumerate(desk.titles):
        lines = desk.chapter_lines(chapter)
        again = sum(line in retaken for line in lines)
        tell(f"第 {chapter + 1} 章  {title}  {len(lines)} 句{f'，重读过 {again} 句' if again else ''}")


def tell_chapter(desk: "Desk", chapter: int) -> None:
    """A chapter's sentences with their numbers, and the takes of those that have some."""
    retaken = desk.retaken()
    tell(f"第 {chapter + 1} 章  {desk.titles[chapter]}")
    for number, line in enumerate(desk.chapter_lines(chapter), start=1):
        tell(f"{number:>4}  {_short(desk.lines[line].written)}")
        if line in retaken:
            tell_takes(desk, line)


def tell_takes(desk: "Desk", line: int) -> None:
    """A sentence's takes; the chosen one has a star."""
    sentence = desk.retaken().get(line)
    if sentence is None:
        tell("      还没有重读过")
        return
    tell(f"      {_star(sentence, USUAL)} 1 原来的读法")
    for take in sentence.takes:
        voice = f"，声音 {take.voice.voice}" if take.voice else ""
        tell(f"      {_star(sentence, take.number)} {take.number} {take.how}{voice}：{desk.file(take)}")


def _star(sentence: RetakenSentence, number: int) -> str:
    return "*" if sentence.chosen == number else " "


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"
