"""The result of normalizing one sentence."""

from dataclasses import dataclass

from dangke_audio.model.report import Finding
from dangke_audio.model.source import Pin
from dangke_audio.model.speech import Change


@dataclass(frozen=True, slots=True)
class Normalization:
    """What will be said of a sentence, and everything that was changed for it."""

    spoken: str
    """Only Han, letters, spaces and the marks 。，、；：？！“”‘’（）《》…— (letters of any script: engines report theirs)."""
    changes: tuple[Change, ...]
    """In order and without overlap; made in the written sentence they give `spoken` exactly."""
    findings: tuple[Finding, ...]
    pins: tuple[Pin, ...] = ()
    """Readings that the author fixed, in offsets of `spoken`."""
