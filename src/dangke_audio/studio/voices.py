"""The voices that can be chosen, each with a sentence to hear, and the chimes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.config import at_pace, load_lexicon
from dangke_audio.config.profiles import load_profile, profile_names
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import ConfigError, DangkeError
from dangke_audio.model.horn import HORN_RATE_HZ
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.preview import say_line
from dangke_audio.retaking.keeping import wave_bytes
from dangke_audio.studio.desk import FOLDER
from dangke_audio.transcoding.chimes import struck_chime

SAMPLE = "同志们，大家好。今天我们一起学习，把群众的事办好。"
SAMPLES = ".试听"
"""Folder of the sentences that were made; they can be removed at any time."""


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """One profile as the page shows it."""

    name: str
    title: str
    online: bool
    """Whether it sends the text to a service."""
    fault: str | None = None
    """Why it cannot be used."""


def voice_choices(project: Path) -> tuple[VoiceChoice, ...]:
    """All profiles, the default first."""
    return tuple(_choice(name, project) for name in profile_names(project))


def _choice(name: str, project: Path) -> VoiceChoice:
    try:
        profile = load_profile(name, project)
        engine = load_engine(profile.engine, profile.options)
    except DangkeError as error:
        return VoiceChoice(name, name, online=False, fault=str(error))
    return VoiceChoice(name, profile.title, engine.online)


def known_voice(name: object, project: Path) -> str:
    """The name, where there is such a profile. Raises ConfigError."""
    if isinstance(name, str) and name in profile_names(project):
        return name
    raise ConfigError("没有这个声音", hint="请刷新页面后重新选择")


def voice_sample(name: str, project: Path, pace: float = 1.0) -> Path:
    """An MP3 of the voice saying a sentence; made once for each state of the profile. Raises DangkeError."""
    profile = at_pace(load_profile(known_voice(name, project), project), pace)
    lexicon = load_lexicon(project)
    path = project / FOLDER / SAMPLES / f"{_digest(profile, lexicon.digest)}.mp3"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        say_line(SAMPLE, profile, lexicon, path)
    return path


def _digest(profile: VoiceProfile, lexicon: str) -> str:
    return hashlib.sha256(f"{profile!r} {lexicon} {SAMPLE}".encode()).hexdigest()[:16]


def chime_sound(name: str) -> bytes:
    """One of `CHIMES`, as a WAV file."""
    return wave_bytes(struck_chime(name, HORN_RATE_HZ))
