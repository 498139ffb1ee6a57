"""What was published, and what led there → the report of a build."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.published import Published
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.plan import Plan
from dangke_audio.model.report import BuildReport, Output


@dataclass(frozen=True, slots=True)
class Work:
    """What had to be done."""

    made: frozenset[str] = frozenset()
    """Keys of the clips that had to be spoken."""
    encoded: int = 0
    """Blocks."""


def report_of(shelf: Shelf, found: Published, plan: Plan, work: Work, wall_s: float) -> BuildReport:
    """The report of a build that ended with `found` on the shelf."""
    names = [*found.files, (MANIFEST, "manifest")]
    clips = sum(len(line.clips) for line in found.rendition.lines)
    return BuildReport(
        title=found.title,
        folder=str(shelf.folder),
        sentences=len(found.rendition.lines),
        clips=clips,
        synthesized=len(work.made),
        reused=clips - len(work.made),
        blocks_encoded=work.encoded,
        audio_ms=found.milliseconds,
        wall_s=wall_s,
        outputs=tuple(Output("phone", kind, str(shelf.folder / name)) for name, kind in names),
        findings=found.findings,
        plan=plan,
    )


@contextmanager
def telling_what_is_kept() -> Iterator[None]:
    """A build that cannot speak has not worked in vain: the remedy of its error says so too."""
    try:
        yield
    except (EngineError, SynthesisError) as error:
        remedy = f"{error.hint}；" if error.hint else ""
        error.hint = f"{remedy}其余已做好的都已保存，重新运行只会补做缺少的部分"
        raise
