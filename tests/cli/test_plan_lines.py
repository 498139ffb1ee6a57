"""What changed, in the user's words."""

from tests.support.renditions import rendition

from dangke_audio.cli.plan_lines import NOTHING_CHANGED, build_lines, chapter_lines, sentence_lines, whole_in_words
from dangke_audio.model.changes import Changes
from dangke_audio.model.rendition import Rendition
from dangke_audio.planning import compare, summarize

LECTURE = {
    "开场": ["大家好。", "我们学习两件事。"],
    "一、学习": ["一、学习", "要认真学习。", "要天天学习。", "学了要用。"],
    "二、落实": ["二、落实", "要落实到人。"],
}
OLD = rendition(LECTURE)


def changes_to(new: Rendition, old: Rendition | None = OLD) -> Changes:
    there = {clip for line in (old.lines if old else ()) for clip in line.clips}
    return summarize(compare(old, new, {clip for line in new.lines for clip in line.clips} - there))


def edited(**chapters: list[str]) -> Changes:
    return changes_to(rendition({**LECTURE, **chapters}))


def test_a_first_build_says_nothing_of_changes() -> None:
    assert list(build_lines(changes_to(OLD, None))) == []
    assert next(iter(chapter_lines(changes_to(OLD, None)))) == "第1章《开场》：共 2 句，录 2 秒"


def test_nothing_changed() -> None:
    assert list(build_lines(changes_to(OLD))) == [NOTHING_CHANGED]
    assert whole_in_words(changes_to(OLD)) == NOTHING_CHANGED


def test_a_line_for_each_changed_chapter() -> None:
    changes = edited(
        **{"一、学习": ["一、学习", "要认真领会。", "学了要用。"], "二、落实": ["二、落实", "要落实到人。", "谢谢！"]}
    )
    assert list(build_lines(changes)) == [
        "第2章《一、学习》：改 1 句，删 1 句，重录 1 秒",
        "第3章《二、落实》：加 1 句，重录 1 秒",
    ]
    assert whole_in_words(changes, with_kept=True) == "不变 6 句，改 1 句，加 1 句，删 1 句，重录 1 秒"


def test_at_most_eight_chapters_are_named() -> None:
    old = rendition({f"第{number}": [f"这是第{number}个话题。"] for number in range(100, 112)})
    new = rendition({f"第{number}": [f"这是第{number}个新话题。"] for number in range(100, 112)})
    lines = list(build_lines(changes_to(new, old)))
    assert len(lines) == 9
    assert lines[-1] == "另有 4 章：改 4 句，重录 8 秒"


def test_files_alone_are_told_in_one_line() -> None:
    longer = changes_to(rendition(LECTURE, pause=600))
    assert list(build_lines(longer)) == ["3 章的文件更新了编号、标签、停顿或音质，没有重录"]
    assert next(iter(chapter_lines(longer))) == "第1章《开场》：不变 2 句，只更新文件，不用重录"
    assert whole_in_words(longer) == "只更新文件，不用重录"


def test_a_chapter_that_lost_a_sentence_to_another_says_so() -> None:
    changes = edited(
        **{
            "一、学习": ["一、学习", "要认真学习。", "学了要用。"],
            "二、落实": ["二、落实", "要天天学习。", "要落实到人。"],
        }
    )
    assert list(build_lines(changes)) == ["第2章《一、学习》：移走 1 句", "第3章《二、落实》：移 1 句"]
    assert whole_in_words(changes) == "移 1 句"
    assert list(sentence_lines(changes)) == [
        "第3章《二、落实》",
        "  移 第2章第3句 → 第3章第2句：要天天学习。",
    ]


def test_sentences_that_moved_together_are_told_together() -> None:
    changes = edited(**{"开场": LECTURE["开场"][:1], "二、落实": [*LECTURE["二、落实"], *LECTURE["开场"][1:]]})
    assert list(sentence_lines(changes))[1:] == ["  移 第1章第2句 → 第3章第3句：我们学习两件事。"]
    swapped = edited(**{"一、学习": ["一、学习", "学了要用。", "要认真学习。", "要天天学习。"]})
    assert list(sentence_lines(swapped))[1:] == ["  移 第2章第4句 → 第2章第2句：学了要用。"]
    both = edited(
        **{"一、学习": ["一、学习", "学了要用。"], "二、落实": [*LECTURE["二、落实"], "要认真学习。", "要天天学习。"]}
    )
    assert list(sentence_lines(both))[1:] == ["  移 第2章第2～3句 → 第3章第3～4句：要认真学习。（等 2 句）"]


def test_every_kind_of_sentence() -> None:
    new = rendition(
        {"开场": ["大家好！", "我们学习三件事。"], "一、学习": ["一、学习", "另外说一句。", *LECTURE["一、学习"][2:]]}
    )
    assert list(sentence_lines(changes_to(new))) == [
        "第1章《开场》",
        "  只改写法 第1章第1句（读音一样，不用重录）",
        "    旧：大家好【。】",
        "    新：大家好【！】",
        "  改 第1章第2句",
        "    旧：我们学习【两】件事。",
        "    新：我们学习【三】件事。",
        "第2章《一、学习》",
        "  加 第2章第2句：另外说一句。",
        "  删 第2章第2句：要认真学习。",
        "第3章《二、落实》（已删去）",
        "  删 第3章第1句：二、落实",
        "  删 第3章第2句：要落实到人。",
    ]


def test_a_changed_sentence_behind_a_new_one_says_where_it_was() -> None:
    changes = edited(开场=["首先问好。", "大家好。", "我们学习三件事。"])
    assert "  改 第1章第3句（原第1章第2句）" in list(sentence_lines(changes))


def test_another_voice_reads_in_another_way() -> None:
    changes = changes_to(rendition(LECTURE, voice="乙"))
    assert next(iter(build_lines(changes))) == "第1章《开场》：换读法 2 句，重录 2 秒"
    assert list(sentence_lines(changes))[1] == "  换读法 第1章第1句：大家好。"
