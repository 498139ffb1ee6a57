"""What is told of a plan."""

from tests.support.renditions import rendition

from dangke_audio.model.changes import Counts, ToldLine
from dangke_audio.model.rendition import Place
from dangke_audio.planning import compare, summarize

OLD = rendition({"开场": ["大家好。", "我们开始。"], "一、学习": ["一、学习", "要认真学习。"]})
NEW = rendition({"开场": ["大家好！", "我们开始。"], "一、学习": ["一、学习", "要认真领会。", "要用。"]})


def test_counts_and_changed_sentences() -> None:
    made = {clip for line in NEW.lines[-2:] for clip in line.clips}
    opening, first = summarize(compare(OLD, NEW, made)).chapters
    assert opening.counts == Counts(kept=1, retyped=1)
    assert opening.lines == (ToldLine("retyped", "大家好。", Place(1, 1), "大家好！", Place(1, 1)),)
    assert opening.file_changes
    assert first.counts == Counts(kept=1, changed=1, added=1, made=2, to_make_ms=1400)
    assert [(line.kind, line.before, line.after) for line in first.lines] == [
        ("changed", "要认真学习。", "要认真领会。"),
        ("added", None, "要用。"),
    ]
    assert first.file_changes


def test_the_whole_is_the_sum() -> None:
    changes = summarize(compare(OLD, NEW, set()))
    assert changes.counts == Counts(kept=2, retyped=1, changed=1, added=1)
    assert not changes.is_idle
    assert summarize(compare(OLD, OLD, set())).is_idle


def test_of_a_first_build_the_sentences_are_not_listed() -> None:
    changes = summarize(compare(None, NEW, set()))
    assert changes.is_first
    assert changes.counts.added == 5
    assert [chapter.lines for chapter in changes.chapters] == [(), ()]


def test_a_lost_clip_is_not_idle() -> None:
    assert not summarize(compare(OLD, OLD, set(OLD.lines[0].clips))).is_idle
