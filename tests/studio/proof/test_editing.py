"""Edits of sentences as changes of paragraphs: only what differs is touched."""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.documents import document as document_of

from dangke_audio.model.source import Pin, SourceDocument
from dangke_audio.parsing import parse
from dangke_audio.reading import read
from dangke_audio.reading.sidecar import read_sidecar, sidecar_of
from dangke_audio.studio.proof.editing import Written, pinned, reworded
from dangke_audio.studio.proof.history import History, ParagraphChange, Step, Wording, settled, with_changes
from dangke_audio.studio.proof.places import places_of
from dangke_audio.studio.proof.sidecar_rules import follow_changes


def sentences(document: SourceDocument) -> list[str]:
    return [one.written for section in parse(document).sections for one in section.sentences]


def edit(text: str, before: str, after: str) -> tuple[SourceDocument, tuple[ParagraphChange, ...]]:
    document = document_of(text)
    found = [one for section in parse(document).sections for one in section.sentences]
    number = [one.written for one in found].index(before)
    changes = reworded(document, places_of(document, found), Written(number, before), after)
    return with_changes(document, changes), changes


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("担子重。路很长。", "路很长。", "路很短。", "担子重。路很短。"),
        ("担子重。路很长。", "担子重。", "", "路很长。"),
        ("担子重。担子重。", "担子重。", "担子很重。", "担子很重。担子重。"),
        ("　　担 子 重。", "担 子 重。", "担子轻。", "　　担子轻。"),
        ("我们[停顿 2秒]修路。", "修路。", "修水渠。", "我们[停顿 2秒]修水渠。"),
        ("我们修[不读]好[/不读]路。", "我们修路。", "我们都修路。", "我们都修[不读]好[/不读]路。"),
        (
            "在[读作 chóng qìng]重庆[/读作]开会。",
            "在重庆开会。",
            "在重庆市开会。",
            "在[读作 chóng qìng]重庆市[/读作]开会。",
        ),
        ("在[读作 chóng qìng]重庆[/读作]开会。", "在重庆开会。", "在重要会。", "在重要会。"),
        (
            "在[读作 chóng qìng]重庆[/读作]开会。",
            "在重庆开会。",
            "在成都开会。",
            "在[读作 chóng qìng]成都[/读作]开会。",
        ),
    ],
)
def test_only_what_differs_is_touched(text: str, before: str, after: str, expected: str) -> None:
    edited, _ = edit(text, before, after)
    assert "".join(paragraph.text for paragraph in edited.paragraphs) == expected


def test_the_second_of_two_equal_sentences() -> None:
    document = document_of("担子重。担子重。\n担子重。")
    found = [one for section in parse(document).sections for one in section.sentences]
    changes = reworded(document, places_of(document, found), Written(1, "担子重。"), "担子轻。")
    edited = with_changes(document, changes)
    assert [one.text for one in edited.paragraphs] == ["担子重。担子轻。", "担子重。"]


def test_readings_move_with_their_characters_and_go_with_them() -> None:
    document = document_of("单县的单老师。")
    found = [one for section in parse(document).sections for one in section.sentences]
    places = places_of(document, found)
    document = with_changes(document, pinned(document, places, Written(0, "单县的单老师。"), (0, 1), "shan4"))
    document = with_changes(document, pinned(document, places, Written(0, "单县的单老师。"), (3, 4), "shan4"))
    assert document.paragraphs[0].pins == (Pin(0, 1, "shan4"), Pin(3, 4, "shan4"))
    changes = reworded(document, places, Written(0, "单县的单老师。"), "双县来的单老师。")
    assert with_changes(document, changes).paragraphs[0].pins == (Pin(4, 5, "shan4"),)


def test_one_character_of_a_word_whose_reading_is_fixed() -> None:
    document = with_changes(
        document_of("去单县。"),
        (ParagraphChange(0, Wording("去单县。", ()), Wording("去单县。", (Pin(1, 3, "dān xiàn"),))),),
    )
    found = [one for section in parse(document).sections for one in section.sentences]
    changes = pinned(document, places_of(document, found), Written(0, "去单县。"), (1, 2), "shàn")
    assert changes[0].after.pins == (Pin(1, 2, "shàn"), Pin(2, 3, "xian4"))


def test_rules_of_the_sidecar_follow_their_lines(tmp_path: Path) -> None:
    script = tmp_path / "讲稿.txt"
    script.write_text("修路\n路要快修。", encoding="utf-8")
    sidecar_of(script).write_text(
        'title = "修路"\n[[lines]]\ntext = "修 路"\nis = "heading"\nlevel = 2\noccurrence = 1\n[roles]\n"甲" = "tone"\n',
        "utf-8",
    )
    follow_changes(script, document_of("修路\n路要快修。"), document_of('修"路\\\n路要快修。'))
    found = read(script).sidecar
    assert found
    assert (found.title, found.lines[0].text, found.lines[0].level, found.roles) == (
        '修"路\\', '修"路\\', 2, (("甲", "tone"),)
    )  # fmt: skip


ALIKE = "同样的话\n甲。\n同样的话\n乙。\n同样的话\n丙。"


def said_after(
    folder: Path, rules: list[tuple[str, str, int | None]], *texts: str
) -> list[tuple[str, str, int | None]]:
    """The rules after a script was changed from each of the texts to the next."""
    script = folder / "讲稿.txt"
    tables = (
        f'[[lines]]\ntext = "{text}"\nis = "{role}"\n' + (f"occurrence = {which}\n" if which else "")
        for text, role, which in rules
    )
    sidecar_of(script).write_text("".join(tables), "utf-8")
    for before, after in pairwise(texts):
        follow_changes(script, document_of(before), document_of(after))
    sidecar = read_sidecar(script)
    assert sidecar
    return [(rule.text, rule.role, rule.occurrence) for rule in sidecar.lines]


def changed(*lines: tuple[int, str]) -> str:
    """Some lines of `ALIKE` reworded; an emptied one stays a line of a working copy, here one of marks only."""
    texts = ALIKE.split("\n")
    for number, words in lines:
        texts[number] = words or "#"
    return "\n".join(texts)


def test_rules_about_lines_that_are_alike_stay_with_their_own(tmp_path: Path) -> None:
    both: list[tuple[str, str, int | None]] = [("同样的话", "heading", 1), ("同样的话", "silent", 2)]
    first, second, none = changed((0, "新题")), changed((2, "")), changed((0, ""), (2, ""))
    assert said_after(tmp_path, both, ALIKE, first) == [("新题", "heading", 1), ("同样的话", "silent", 1)]
    assert said_after(tmp_path, both, ALIKE, first, ALIKE) == both
    assert said_after(tmp_path, both, ALIKE, second) == [("同样的话", "heading", 1), ("同样的话", "silent", 3)]
    assert said_after(tmp_path, both, ALIKE, second, ALIKE) == both
    assert said_after(tmp_path, both, ALIKE, second, none, second, ALIKE) == both
    all_of_them: list[tuple[str, str, int | None]] = [("同样的话", "silent", None)]
    assert said_after(tmp_path, all_of_them, ALIKE, first) == [("同样的话", "silent", None), ("新题", "silent", None)]
    assert said_after(tmp_path, all_of_them, ALIKE, second, ALIKE) == all_of_them


def test_a_crash_between_history_and_copy_is_found_out() -> None:
    old, new = Wording("旧。", ()), Wording("新。", ())
    step = Step("改文字", (ParagraphChange(0, old, new),))
    before, after = document_of("旧。"), document_of("新。")
    assert settled(History((step,)), before) == History((), (step,))
    assert settled(History((step,)), after) == History((step,))
    assert settled(History((), (step,)), after) == History((step,), ())
    assert settled(History((), (step,)), before) == History((), (step,))


def test_the_oldest_steps_of_a_long_paragraph_are_forgotten() -> None:
    long = Wording("长" * 500_000, ())
    step = Step("改文字", (ParagraphChange(0, long, long),))
    history = History()
    for _ in range(4):
        history = history.with_step(step)
    assert len(history.done) == 3
    assert len(History((Step("改读音"),) * 900).with_step(Step("改读音")).done) == 500
