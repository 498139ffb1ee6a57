"""Voices made of several: `zm_yunjian:0.7+zm_yunxi:0.3` speaks with seven tenths of one and three of the other.

A voice is 510 × 256 numbers, and what lies between two voices is a voice too. Parts are put in the order of their names
and shares add up to one, so `zm_yunxi:3+zm_yunjian:7` is the same voice with the same fingerprint.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Pace
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack
from dangke_audio.errors import EngineError

SHARE_DIGITS = 4
_PART = re.compile(r"(?P<voice>\w+):(?P<share>\d+(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mix:
    """The parts of a voice by name, and their shares, which add up to one."""

    parts: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """The one way of writing it; a voice alone is written as its name."""
        if len(self.parts) == 1:
            return self.parts[0][0]
        return "+".join(f"{voice}:{share:.{SHARE_DIGITS}f}" for voice, share in self.parts)


@cache
def parse_mix(voice: str) -> Mix:
    """A voice of the profile: a name, or names with shares. Raises EngineError with what is allowed."""
    written = "".join(unicodedata.normalize("NFKC", voice).split())  # ：０．７＋ is how a Chinese keyboard has it
    if not set(written) & set(":+"):
        return Mix(((_known(written), 1.0),))
    found = [_PART.fullmatch(part) for part in written.split("+")]
    parts = [(part["voice"], float(part["share"])) for part in found if part]
    if len(parts) < len(found):
        raise _refused(f"混合声音的写法有误：{voice}")
    names = [_known(name) for name, _ in parts]
    if len(set(names)) < len(names):
        raise _refused(f"混合声音里有一个声音写了两次：{voice}")
    total = sum(share for _, share in sorted(parts))
    shares = {name: round(share / total, SHARE_DIGITS) if total else 0.0 for name, share in parts}
    if not all(shares.values()):
        raise _refused(f"混合声音里有一个声音的份额太小：{voice}")
    return Mix(tuple(sorted(shares.items())))


@cache
def mixed_pack(voice: str) -> NDArray[np.float32]:
    """What the model is given for a voice: 510 × 256. Raises EngineError where there is no such voice."""
    mix = parse_mix(voice)
    if len(mix.parts) == 1:
        return load_pack(str(mix))
    total = sum(share for _, share in mix.parts)
    weighted = [load_pack(part).astype(np.float64) * (share / total) for part, share in mix.parts]
    mixed: NDArray[np.float32] = np.sum(weighted, axis=0).astype(np.float32)
    return mixed


def mix_digest(voice: str) -> str:
    """What decides a voice: its values, in twelve hexadecimal digits, and for several also their names and shares."""
    mix = parse_mix(voice)
    digest = hashlib.sha256(mixed_pack(voice).tobytes()).hexdigest()[:12]
    return digest if len(mix.parts) == 1 else f"{mix}={digest}"


def mix_pace(voice: str) -> Pace:
    """How fast a voice speaks: that of several lies between theirs."""
    paces = {known.name: known.pace for known in VOICES}
    parts = [(paces[part], share) for part, share in parse_mix(voice).parts]
    return Pace(
        usual=round(sum(pace.usual * share for pace, share in parts) / sum(share for _, share in parts), 2),
        slowest=min(pace.slowest for pace, _ in parts),
        fastest=max(pace.fastest for pace, _ in parts),
        is_measured=True,
    )


def _known(name: str) -> str:
    if name not in {known.name for known in VOICES}:
        raise _refused(f"没有名为 {name} 的声音")
    return name


def _refused(message: str) -> EngineError:
    names = "、".join(known.name for known in VOICES)
    return EngineError(message, hint=f"可用的声音：{names}；也可以混合，份额都大于零：zm_yunjian:0.7+zm_yunxi:0.3")
