"""What a build would do, in the user's words: shared by `build --dry-run` and `diff`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dangke_audio.cli.plan_lines import speech, whole_in_words
from dangke_audio.cli.progress import duration
from dangke_audio.planning import summarize

if TYPE_CHECKING:
    from dangke_audio.foreseeing import Foreseen

MOST_FILES = 12
"""That are named."""


def file_lines(foreseen: "Foreseen") -> Iterator[str]:
    """Which section files will not be what they were."""
    changed, all_of_them = foreseen.changed_files, len(foreseen.section_files)
    if changed:
        yield f"要更新的章节文件：{len(changed)} 个，共 {all_of_them} 个"
        yield from _named(changed)
    if foreseen.removed_files:
        yield f"要删去的章节文件：{len(foreseen.removed_files)} 个"
        yield from _named(foreseen.removed_files)

    if foreseen.has_horn and (changed or not all_of_them):
        yield "大喇叭版里，有这些句子的部分也要更新"


def _named(files: Sequence[str]) -> Iterator[str]:
    yield from (f"  {name}" for name in files[:MOST_FILES])
    if len(files) > MOST_FILES:
        yield f"  等 {len(files)} 个"


def total_lines(foreseen: "Foreseen") -> Iterator[str]:
    """The counts of the whole lecture, and what they cost."""
    changes = summarize(foreseen.plan)
    yield f"合计：{whole_in_words(changes, with_kept=True)}"
    yield f"全篇：约 {duration(foreseen.audio_ms / 1000)}"
    if not changes.counts.to_make_ms:
        yield "合成：不用"
    elif foreseen.work_s is None:
        yield f"合成：{speech(changes.counts.to_make_ms)}的声音；这个声音还没有测过速度，生成一次后就知道要多久"
    else:
        yield f"合成：{speech(changes.counts.to_make_ms)}的声音，约需 {duration(max(1.0, foreseen.work_s))}"
