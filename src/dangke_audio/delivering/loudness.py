"""How loud the whole lecture is: arithmetic over what is known of its blocks, never a pass over the finished file.

Each block is measured once, when it is encoded; its momentary loudness (400 ms, ten times a second) is kept beside it.
Gating these values as BS.1770-5 gates those of a whole programme gives the integrated loudness within 0.1 LU: a block is
measured between two windows of silence, as it stands in a lecture whose pauses are not much shorter than a window.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Edition
from dangke_audio.model.audio import Block
from dangke_audio.model.report import Finding

TARGET_LUFS = -16.0
"""Of podcasts; mono counted as heard from two loudspeakers."""
TOLERANCE_LU = 1.0
RELATIVE_GATE_LU = -10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """How loud the editions are; None where one is not wanted, or nothing in it is loud enough to count."""

    phone_lufs: float | None = None
    horn_lufs: float | None = None
    horn_target_lufs: float = TARGET_LUFS


def lecture_loudness(blocks: Sequence[Block], source: BlockSource) -> float | None:
    """LUFS of all blocks together, to a tenth; None where nothing is loud enough to count. Raises StorageError."""
    lufs = integrated(value for block in blocks for value in source.momentary(block))
    return None if lufs is None else round(lufs, 1)


def integrated(momentary: Iterable[float]) -> float | None:
    """The gated mean of momentary values in LUFS, those below -70 left out already (BS.1770-5, annex 1)."""
    energies = [10 ** (value / 10) for value in momentary]
    if not energies:
        return None
    gate = sum(energies) / len(energies) * 10 ** (RELATIVE_GATE_LU / 10)
    loud = [energy for energy in energies if energy > gate]
    return 10 * log10(sum(loud) / len(loud))


def measure_editions(edition: Edition) -> Measured:
    """How loud the editions are that are wanted. Raises StorageError."""
    horn = edition.horn
    return Measured(
        phone_lufs=lecture_loudness(edition.timeline.blocks, edition.blocks) if edition.has_phone else None,
        horn_lufs=lecture_loudness(horn.all_blocks, horn.blocks) if horn else None,
        horn_target_lufs=horn.options.target_lufs if horn else TARGET_LUFS,
    )


def loudness_findings(measured: Measured) -> tuple[Finding, ...]:
    """What the user should know where a lecture is not as loud as others."""
    return (
        *_finding("整篇", measured.phone_lufs, TARGET_LUFS),
        *_finding("大喇叭版", measured.horn_lufs, measured.horn_target_lufs),
    )


def _finding(what: str, lufs: float | None, target_lufs: float) -> tuple[Finding, ...]:
    if lufs is None or abs(lufs - target_lufs) <= TOLERANCE_LU:
        return ()
    missing = target_lufs - lufs
    word = "轻" if missing > 0 else "响"
    message = (
        f"{what}响度 {lufs:.1f} LUFS，比应有的 {target_lufs:.0f} {word}了 {abs(missing):.1f}；"
        f"可以把声音配置里的 gain_db {'加' if missing > 0 else '减'} {abs(missing):.1f}"
    )
    return (Finding("info", "loudness", message),)
