"""A plan → what is told of it."""

from dangke_audio.model.changes import Changes, ChapterChanges, Counts, ToldLine
from dangke_audio.model.plan import ChapterPlan, LineChange, Plan


def summarize(plan: Plan) -> Changes:
    """The counts, and every sentence that is not kept; of a first build only the counts."""
    return Changes(plan.is_first, tuple(_chapter(chapter, plan.is_first) for chapter in plan.chapters))


def _chapter(chapter: ChapterPlan, is_first: bool) -> ChapterChanges:
    changed = [change for change in chapter.changes if change.kind != "kept" and not is_first]
    return ChapterChanges(
        number=chapter.number,
        title=chapter.title,
        is_gone=chapter.is_gone,
        file_changes=chapter.file_changes,
        counts=_counts(chapter),
        lines=tuple(map(_line, changed)),
    )


def _counts(chapter: ChapterPlan) -> Counts:
    return Counts(
        kept=chapter.count("kept"),
        retyped=chapter.count("retyped"),
        moved=chapter.count("moved"),
        changed=chapter.count("changed"),
        reread=chapter.count("reread"),
        added=chapter.count("added"),
        removed=chapter.count("removed"),
        moved_out=chapter.moved_out,
        made=sum(change.must_be_made for change in chapter.changes),
        to_make_ms=chapter.to_make_ms,
    )


def _line(change: LineChange) -> ToldLine:
    before = change.before.written if change.before else None
    after = change.after.written if change.after else None
    return ToldLine(change.kind, before, change.was_at, after, change.stands_at)
