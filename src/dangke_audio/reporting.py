"""What was published, and what led there → the report of a build, and what is remembered of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from dangke_audio.delivering.history import remember
from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.published import Published
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.speed import Measure, note_measure
from dangke_audio.errors import DangkeError, EngineError, SynthesisError
from dangke_audio.model.history import PastBuild
from dangke_audio.model.plan import Plan
from dangke_audio.model.report import BuildReport, output_of
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.planning import summarize


@dataclass(frozen=True, slots=True)
class Work:
    """What had to be done."""

    made: frozenset[str] = frozenset()
    """Keys of the clips that had to be spoken."""
    encoded: int = 0
    """Blocks."""
    speaking_s: float | None = None
    """How long the speaking took; None where nobody has measured it."""


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
        outputs=tuple(output_of(kind, str(shelf.folder / name)) for name, kind in names),
        findings=found.findings,
        plan=plan,
    )


def remember_report(shelf: Shelf, report: BuildReport, profile: VoiceProfile, work: Work) -> None:
    """Put a build into the lecture's history, and how fast it spoke beside all histories."""
    if work.made and work.speaking_s is not None and report.plan.to_make_ms:
        measure = Measure(report.plan.to_make_ms / 1000, work.speaking_s)
        note_measure(shelf.state.parent, profile.engine, profile.voice, measure)
    changes = summarize(report.plan)
    wall_s = round(report.wall_s, 3)
    remember(shelf.state, PastBuild(_now(), profile.name, wall_s, report.sentences, report.audio_ms, changes))


@contextmanager
def remembering_failure(shelf: Shelf, profile: VoiceProfile) -> Iterator[None]:
    """A build that fails stands in the lecture's history too."""
    started = time.monotonic()
    try:
        yield
    except DangkeError as error:
        place = f"{error.place}：" if error.place else ""
        told = f"{place}{error.message}".splitlines()[0]
        wall_s = round(time.monotonic() - started, 3)
        remember(shelf.state, PastBuild(_now(), profile.name, wall_s, 0, 0, None, told))
        raise


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


@contextmanager
def telling_what_is_kept() -> Iterator[None]:
    """A build that cannot speak has not worked in vain: the remedy of its error says so too."""
    try:
        yield
    except (EngineError, SynthesisError) as error:
        remedy = f"{error.hint}；" if error.hint else ""
        error.hint = f"{remedy}其余已做好的都已保存，重新运行只会补做缺少的部分"
        raise
