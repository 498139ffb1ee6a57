"""The user's music, ready to be laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dangke_audio.model.audio import Clip, Pcm


@dataclass(frozen=True, slots=True)
class MusicClips:
    """What is played around the speech, levelled and faded; None where there is nothing."""

    intro: Clip | None = None
    outro: Clip | None = None
    between: Clip | None = None
    """Between two chapters."""
    sounds: Mapping[str, Pcm] = field(default_factory=lambda: MappingProxyType({}))
    """By the clip's key."""


NO_MUSIC = MusicClips()
