"""What changed, in the user's words: shared by `build`, `diff` and `history`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise

from dangke_audio.cli.progress import duration
from dangke_audio.model.changes import Changes, ChapterChanges, Counts, ToldLine
from dangke_audio.model.rendition import Place
from dangke_audio.planning import marked

MOST_CHAPTERS = 8
"""That `build` names."""
NOTHING_CHANGED = "没有变化"
FILES_ONLY = "只更新文件，不用重录"


def speech(milliseconds: int) -> str:
    """4200 → 4 秒; never less than one."""
    return duration(max(1.0, milliseconds / 1000))


def chapter_name(chapter: ChapterChanges) -> str:
    """第2章《一、第一件事》."""
    return f"第{chapter.number}章《{chapter.title}》{'（已删去）' if chapter.is_gone else ''}"


def counts_in_words(counts: Counts, *, is_first: bool = False, with_kept: bool = False) -> str:
    """改 1 句，删 2 句，重录 6 秒; empty where there is nothing to say."""
    said = [
        (counts.kept if with_kept else 0, "不变 {} 句"),
        (counts.changed, "改 {} 句"),
        (counts.reread, "换读法 {} 句"),
        (counts.retyped, "只改写法 {} 句"),
        (counts.moved, "移 {} 句"),
        (counts.moved_out, "移走 {} 句"),
        (counts.added, "共 {} 句" if is_first else "加 {} 句"),
        (counts.removed, "删 {} 句"),
    ]
    words = [form.format(count) for count, form in said if count]
    if counts.to_make_ms:
        words.append(f"{'录' if is_first else '重录'} {speech(counts.to_make_ms)}")
    return "，".join(words)


def whole_in_words(changes: Changes, *, with_kept: bool = False) -> str:
    """The same of a whole lecture, in which nobody moves out."""
    parts = asdict(changes.counts) | {"moved_out": 0}
    words = counts_in_words(Counts(**parts), is_first=changes.is_first, with_kept=with_kept)
    if changes.is_idle:
        return NOTHING_CHANGED
    return words or FILES_ONLY


def chapter_lines(changes: Changes) -> Iterator[str]:
    """Every chapter in a line, the kept sentences too."""
    for chapter in changes.chapters:
        words = counts_in_words(chapter.counts, is_first=changes.is_first, with_kept=True)
        only = f"，{FILES_ONLY}" if chapter.file_changes and _is_same(chapter) and not chapter.is_gone else ""
        yield f"{chapter_name(chapter)}：{words or '没有剩下的句子'}{only}"


def build_lines(changes: Changes) -> Iterator[str]:
    """The few lines that `build` prints; none of a first build."""
    if changes.is_first:
        return
    if changes.is_idle:
        yield NOTHING_CHANGED
        return
    changed = [chapter for chapter in changes.chapters if not _is_same(chapter)]
    for chapter in changed[:MOST_CHAPTERS]:
        yield f"{chapter_name(chapter)}：{counts_in_words(chapter.counts)}"
    if len(changed) > MOST_CHAPTERS:
        rest = sum((chapter.counts for chapter in changed[MOST_CHAPTERS:]), Counts())
        yield f"另有 {len(changed) - MOST_CHAPTERS} 章：{counts_in_words(rest)}"
    files = sum(chapter.file_changes and _is_same(chapter) for chapter in changes.chapters)
    if files:
        yield f"{'另有 ' if changed else ''}{files} 章的文件更新了编号、标签、停顿或音质，没有重录"


def _is_same(chapter: ChapterChanges) -> bool:
    """Whether its sentences are as they were; its file may be another all the same."""
    return chapter.counts.is_idle


def sentence_lines(changes: Changes) -> Iterator[str]:
    """Every sentence that is not as it was, by chapters."""
    for chapter in changes.chapters:
        if chapter.lines:
            yield chapter_name(chapter)
        for run in _runs(chapter.lines):
            yield from (f"  {row}" for row in _rows(run))
        told = asdict(chapter.counts)
        untold = sum(told[kind] for kind in ("retyped", "moved", "changed", "reread", "added", "removed"))
        untold -= len(chapter.lines)
        if untold and not changes.is_first:
            yield f"  {chapter_name(chapter) if not chapter.lines else ''}另有 {untold} 句没有列出"


def _runs(lines: Sequence[ToldLine]) -> Iterator[Sequence[ToldLine]]:
    """Sentences that moved together are told together; all others alone."""
    start = 0
    for index, (one, other) in enumerate(pairwise([*lines, None]), start=1):
        if other is None or one is None or not _moved_together(one, other):
            yield lines[start:index]
            start = index


def _moved_together(one: ToldLine, other: ToldLine) -> bool:
    return (
        one.kind == other.kind == "moved"
        and _is_next(one.was_at, other.was_at)
        and _is_next(one.stands_at, other.stands_at)
    )


def _is_next(one: Place | None, other: Place | None) -> bool:
    return one is not None and other == Place(one.chapter, one.sentence + 1)


def _rows(run: Sequence[ToldLine]) -> Iterator[str]:
    line = run[0]
    if line.kind == "added":
        yield f"加 {line.stands_at}：{line.after}"
    elif line.kind == "removed":
        yield f"删 {line.was_at}：{line.before}"
    elif line.kind == "reread":
        yield f"换读法 {_here(line)}：{line.after}"
    elif line.kind == "moved":
        more = f"（等 {len(run)} 句）" if len(run) > 1 else ""
        yield f"移 {_span(line.was_at, len(run))} → {_span(line.stands_at, len(run))}：{line.after}{more}"
    else:
        was, now = marked(line.before or "", line.after or "")
        same = "（读音一样，不用重录）" if line.kind == "retyped" else ""
        yield f"{'只改写法' if same else '改'} {_here(line)}{same}"
        yield f"  旧：{was}"
        yield f"  新：{now}"


def _here(line: ToldLine) -> str:
    """第2章第3句（原第2章第2句）: sentences before it came or went."""
    return f"{line.stands_at}" if line.was_at == line.stands_at else f"{line.stands_at}（原{line.was_at}）"


def _span(place: Place | None, count: int) -> str:
    assert place, "who moved has a place before and after"
    last = f"～{place.sentence + count - 1}" if count > 1 else ""
    return f"第{place.chapter}章第{place.sentence}{last}句"
