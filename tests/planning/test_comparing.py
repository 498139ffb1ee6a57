"""What becomes of every sentence, and of every chapter's file."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.support.renditions import line, rendition

from dangke_audio.model.plan import Plan
from dangke_audio.model.rendition import Place, Rendition, SpokenLine
from dangke_audio.planning import compare

LECTURE = {
    "开场": ["同志们好。", "今天我们学习两件事。"],
    "一、学习": ["一、学习", "第一件事很重要。", "大家要认真学习。", "学了就要用。"],
    "二、落实": ["二、落实", "第二件事也重要。", "要一件一件落实。", "谢谢大家！"],
}
OLD = rendition(LECTURE)
KINDS = ("kept", "retyped", "moved", "changed", "reread", "added", "removed")


def plan_for(new: Rendition, old: Rendition | None = OLD) -> Plan:
    """Everything that the old one did not have has to be made."""
    there = {clip for one in (old.lines if old else ()) for clip in one.clips}
    return compare(old, new, {clip for one in new.lines for clip in one.clips} - there)


def edited(**chapters: list[str]) -> Rendition:
    return rendition({**LECTURE, **chapters})


def told(plan: Plan) -> list[tuple[int, str, str | None, str | None]]:
    """Chapter, kind, old and new writing of all that is not kept."""
    return [
        (
            chapter.number,
            change.kind,
            change.before.written if change.before else None,
            change.after.written if change.after else None,
        )
        for chapter in plan.chapters
        for change in chapter.changes
        if change.kind != "kept"
    ]


def files(plan: Plan) -> list[bool]:
    return [chapter.file_changes for chapter in plan.chapters]


def test_the_same_again_is_an_empty_plan() -> None:
    plan = plan_for(OLD)
    assert told(plan) == []
    assert (plan.count("kept"), plan.to_make_ms, plan.is_empty, plan.is_first) == (10, 0, True, False)


def test_a_first_build_makes_everything() -> None:
    plan = plan_for(OLD, None)
    assert (plan.count("added"), plan.is_first) == (10, True)
    assert plan.to_make_ms == sum(one.milliseconds for one in OLD.lines)
    assert files(plan) == [True, True, True]


def test_a_corrected_word() -> None:
    plan = plan_for(edited(**{"一、学习": ["一、学习", "第一件事很重要。", "大家要认真领会。", "学了就要用。"]}))
    assert told(plan) == [(2, "changed", "大家要认真学习。", "大家要认真领会。")]
    assert plan.to_make_ms == 7 * 200
    assert files(plan) == [False, True, False]


def test_a_changed_sentence_is_paired_with_the_one_like_it_not_with_the_next() -> None:
    new = ["一、学习", "我再补充一句别的话。", "第一件事非常重要。", "学了马上就要用。"]
    plan = plan_for(edited(**{"一、学习": new}))
    assert told(plan) == [
        (2, "added", None, "我再补充一句别的话。"),
        (2, "changed", "第一件事很重要。", "第一件事非常重要。"),
        (2, "removed", "大家要认真学习。", None),
        (2, "changed", "学了就要用。", "学了马上就要用。"),
    ]


def test_a_sentence_that_has_nothing_of_the_old_one_is_added() -> None:
    new = ["一、学习", "第一件事很重要。", "请打开材料。", "学了就要用。"]
    plan = plan_for(edited(**{"一、学习": new}))
    assert [kind for _, kind, _, _ in told(plan)] == ["added", "removed"]


def test_another_comma_is_told_and_costs_no_speech() -> None:
    plan = plan_for(edited(开场=["同志们好！", "今天，我们学习两件事。"]))
    assert [kind for _, kind, _, _ in told(plan)] == ["retyped", "retyped"]
    assert plan.to_make_ms == 0
    assert files(plan) == [True, False, False]  # the text in its tag


def test_another_voice_reads_everything_again() -> None:
    plan = plan_for(rendition(LECTURE, voice="乙"))
    assert plan.count("reread") == 10
    assert files(plan) == [True, True, True]


def test_a_sentence_moved_into_another_chapter_is_told_where_it_stands_now() -> None:
    plan = plan_for(
        edited(
            **{
                "一、学习": ["一、学习", "第一件事很重要。", "学了就要用。"],
                "二、落实": ["二、落实", "第二件事也重要。", "要一件一件落实。", "大家要认真学习。", "谢谢大家！"],
            }
        )
    )
    (moved,) = [change for chapter in plan.chapters for change in chapter.changes if change.kind == "moved"]
    assert (moved.was_at, moved.stands_at) == (Place(2, 3), Place(3, 4))
    assert str(moved.was_at) == "第2章第3句"
    assert [chapter.moved_out for chapter in plan.chapters] == [0, 1, 0]
    assert plan.to_make_ms == 0
    assert files(plan) == [False, True, True]


def test_a_sentence_that_is_moved_and_corrected_is_still_the_same_sentence() -> None:
    plan = plan_for(
        edited(
            **{
                "一、学习": ["一、学习", "第一件事很重要。", "学了就要用。"],
                "二、落实": ["二、落实", "第二件事也重要。", "要一件一件落实。", "大家都要认真学习。", "谢谢大家！"],
            }
        )
    )
    assert told(plan) == [(3, "changed", "大家要认真学习。", "大家都要认真学习。")]


def test_a_chapter_that_is_gone_is_told_as_itself() -> None:
    """And the one behind it, which now has its number, keeps its sentences."""
    plan = plan_for(rendition({name: lines for name, lines in LECTURE.items() if name != "一、学习"}))
    assert [(c.number, c.title, c.is_gone, c.count("kept"), c.count("removed")) for c in plan.chapters] == [
        (1, "开场", False, 2, 0),
        (2, "二、落实", False, 4, 0),
        (2, "一、学习", True, 0, 4),
    ]
    assert files(plan) == [True, True, True], "the tags say how many chapters there are"


def test_a_chapter_that_was_cut_in_two_keeps_its_sentences() -> None:
    first, *rest = LECTURE["二、落实"]
    chapters = {**LECTURE, "二、落实": [first, *rest[:1]], "三、结语": ["三、结语", *rest[1:]]}
    plan = plan_for(rendition(chapters))
    assert told(plan) == [(4, "added", None, "三、结语")]


def test_longer_pauses_change_files_but_no_sentence() -> None:
    plan = plan_for(rendition(LECTURE, pause=600))
    assert told(plan) == []
    assert files(plan) == [True, True, True]


def test_other_tags_change_every_file() -> None:
    plan = plan_for(replace(OLD, tags=("另一个题目", "朗读者", "")))
    assert files(plan) == [True, True, True]
    assert not plan.is_empty


def test_a_clip_that_the_store_has_lost_is_made_again_into_the_same_file() -> None:
    lost = OLD.lines[4]
    lines = tuple(replace(one, blocks=()) if one == lost else one for one in OLD.lines)
    plan = compare(OLD, replace(OLD, lines=lines), frozenset(lost.clips))
    assert (plan.count("kept"), plan.to_make_ms, plan.is_empty) == (10, lost.milliseconds, True)


def test_a_sentence_that_is_said_twice_is_made_once() -> None:
    plan = plan_for(rendition({"开场": ["好。", "好。"]}), None)
    assert [change.to_make_ms for change in plan.chapters[0].changes] == [200, 0]


def test_half_of_a_long_sentence_is_half_of_the_work() -> None:
    whole = SpokenLine("前半，后半。", 0, ("前半", "后半"), (), 1000, 24_000)
    plan = compare(None, Rendition(("开场",), (whole,)), {"后半"})
    assert plan.to_make_ms == 500


SENTENCES = st.sampled_from([f"第{number}句{word}。" for number in "一二三四五" for word in ("话", "话也是", "说明白")])
CHAPTERS = st.lists(st.lists(SENTENCES, min_size=1, max_size=6), min_size=1, max_size=4)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Rendition, Rendition]:
    """A lecture, and what came of it by dropping, inserting, swapping, and changing sentences."""
    chapters = draw(CHAPTERS)
    old = _numbered(chapters)
    for _ in range(draw(st.integers(0, 5))):
        sentences = chapters[draw(st.integers(0, len(chapters) - 1))]
        place, other = (draw(st.integers(0, len(sentences) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "insert", "swap", "change", "comma", "drop chapter", "swap chapters"])):
            case "drop" if len(sentences) > 1:
                del sentences[place]
            case "insert":
                sentences.insert(place, draw(SENTENCES))
            case "swap":
                sentences[place], sentences[other] = sentences[other], sentences[place]
            case "change":
                sentences[place] = sentences[place].replace("话", "另话")
            case "comma":
                sentences[place] = sentences[place].replace("句", "句，")
            case "drop chapter" if len(chapters) > 1:
                chapters.remove(sentences)
            case "swap chapters":
                chapters.reverse()
    return old, _numbered(chapters)


def _numbered(chapters: list[list[str]]) -> Rendition:
    titles = tuple(f"{sentences[0]}{index}" for index, sentences in enumerate(chapters))
    return Rendition(
        titles, tuple(line(written, index) for index, sentences in enumerate(chapters) for written in sentences)
    )


@given(edits())
def test_every_sentence_is_told_exactly_once(both: tuple[Rendition, Rendition]) -> None:
    old, new = both
    plan = plan_for(new, old)
    changes = [change for chapter in plan.chapters for change in chapter.changes]
    assert Counter(c.stands_at for c in changes if c.stands_at) == Counter(new.places)
    assert Counter(c.was_at for c in changes if c.was_at) == Counter(old.places)
    assert sum(plan.count(kind) for kind in ("kept", "retyped", "moved", "changed", "reread", "added")) == len(
        new.lines
    )
    assert sum(plan.count(kind) for kind in ("kept", "retyped", "moved", "changed", "reread", "removed")) == len(
        old.lines
    )
    for change in changes:
        assert change.kind in KINDS
        assert change.before is None or old.lines[old.places.index(change.was_at or Place(0, 0))] == change.before
        assert change.after is None or new.lines[new.places.index(change.stands_at or Place(0, 0))] == change.after
        assert (change.kind == "added") == (change.before is None)
        assert (change.kind == "removed") == (change.after is None)
        if change.before and change.after:
            assert (change.before.clips == change.after.clips) == (change.kind in ("kept", "retyped", "moved"))
            assert change.kind != "kept" or change.before.written == change.after.written
    for chapter in plan.chapters:
        now = [change.stands_at for change in chapter.changes if change.stands_at]
        assert now == [place for place in new.places if place.chapter == chapter.number and not chapter.is_gone]


@given(edits())
def test_what_has_to_be_made_is_what_the_old_one_has_not(both: tuple[Rendition, Rendition]) -> None:
    old, new = both
    there = {clip for one in old.lines for clip in one.clips}
    wanted = {one.clips: one.milliseconds for one in new.lines if there.isdisjoint(one.clips)}
    assert plan_for(new, old).to_make_ms == sum(wanted.values())
