"""The batch: every script is built as if it were alone, and finds its clips spoken."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.batching.outcome import Outcome
from dangke_audio.errors import DangkeError, EngineError, SynthesisError
from dangke_audio.fallback import Fallback, build_or_fall_back
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.report import Finding, Progress
from dangke_audio.planning import summarize
from dangke_audio.preparing import BuildSettings

Tell = Callable[[Progress], None]
Rehearse = Callable[[Path, BuildSettings, Tell], tuple[Finding, ...]]
"""Hears a lecture before it is built, and has sentences spoken otherwise; what was found. Raises DangkeError."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told how far it is."""

    batch: Tell
    """Of all that is spoken ahead."""
    lecture: Callable[[], Tell]
    """Makes the one that is told of a single lecture, where that has to be spoken by itself."""


def build_batch(
    scripts: Sequence[Path],
    settings: BuildSettings,
    instead: Fallback | None,
    telling: Telling,
    rehearse: Rehearse | None = None,
) -> Generator[Outcome]:
    """Build all of them, each in its turn; one that fails stops none of the others. Closing it stops the batch.

    With a single script nothing is spoken ahead: its build does that as well.
    """
    if len(scripts) == 1 and rehearse is None:
        yield _built(scripts[0], settings, instead, telling.lecture())
        return
    from dangke_audio.batching.ahead import speaking_ahead  # rules take a quarter of a second to load

    with cache_in_use(), speaking_ahead(scripts, settings) as ledger:
        for number, script in enumerate(scripts):
            ledger.wait(number, telling.batch)
            own = replace(settings, spoken_ahead=ledger.made_for(number))
            yield _built(script, own, instead, telling.lecture(), rehearse)


def _built(
    script: Path, settings: BuildSettings, instead: Fallback | None, tell: Tell, rehearse: Rehearse | None = None
) -> Outcome:
    try:
        found = _rehearsed(script, settings, instead, tell, rehearse) if rehearse else ()
        report = build_or_fall_back(script, settings, instead, tell)
    except DangkeError as error:
        return Outcome(script, "failed", error=error)
    report = replace(report, findings=(*report.findings, *found))
    is_idle = summarize(report.plan).is_idle and not report.blocks_encoded  # of a new edition no sentence is new
    return Outcome(script, "unchanged" if is_idle else "made", report)


def _rehearsed(
    script: Path, settings: BuildSettings, instead: Fallback | None, tell: Tell, rehearse: Rehearse
) -> tuple[Finding, ...]:
    """Nothing where the voice cannot be had and another stands in: the build finds that out, and says so."""
    try:
        return rehearse(script, settings, tell)
    except (EngineError, SynthesisError):
        if instead is None:
            raise
        return ()
