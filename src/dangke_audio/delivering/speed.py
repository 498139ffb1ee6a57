"""How long speaking takes on this machine, measured by the builds themselves.

Kept beside the lectures' state folders, in `<out>/.dangke/`; a lecture's own folder never has a dot in front.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import linear_regression

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError

RECORD = ".measured_speed.json"
MOST_MEASURES = 20
"""Of one voice, the latest."""
WIDE = 4.0
"""A line is drawn through measures only where the longest is at least so many times the shortest."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What one build had to speak."""

    audio_s: float
    work_s: float


def note_measure(states: Path, engine: str, voice: str, measure: Measure) -> None:
    """Remember it. Where that fails, the next estimate is made of older ones."""
    kept = _read(states)
    kept[_name(engine, voice)] = [*kept.get(_name(engine, voice), ()), measure][-MOST_MEASURES:]
    content = {name: [astuple(one) for one in measures] for name, measures in kept.items()}
    with suppress(StorageError):
        write_durably(states / RECORD, [json.dumps(content).encode()])


def expected_work_s(states: Path, engine: str, voice: str, audio_s: float) -> float | None:
    """How long so much speech will take; None where this voice has not been measured."""
    measures = _read(states).get(_name(engine, voice))
    if not measures or audio_s <= 0:
        return 0.0 if audio_s <= 0 else None
    start_s, pace = _start_and_pace(measures)
    return start_s + pace * audio_s


def _start_and_pace(measures: Sequence[Measure]) -> tuple[float, float]:
    """Seconds before the first word, and seconds for each second of speech.

    An engine takes a while to start, so one sentence costs more than its share of a lecture: 6 s in 3.5 s, but 1000 s in
    310 s. Where the measures do not show that, all is share.
    """
    lengths = [one.audio_s for one in measures]
    works = [one.work_s for one in measures]
    if max(lengths) >= WIDE * min(lengths):
        pace, start_s = linear_regression(lengths, works)
        if pace > 0 and start_s >= 0:
            return start_s, pace
    return 0.0, sum(works) / sum(lengths)


def _read(states: Path) -> dict[str, list[Measure]]:
    """What does not read, or cannot be, is as if it were not there."""
    try:
        content = json.loads((states / RECORD).read_bytes())
        found = {name: [Measure(float(a), float(w)) for a, w in measures] for name, measures in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {name: good for name, measures in found.items() if (good := [m for m in measures if m.audio_s > 0])}


def _name(engine: str, voice: str) -> str:
    return f"{engine} {voice}"
