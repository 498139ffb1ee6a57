"""What is delivered: the request of one delivery, and the files that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.model.audio import Block, Timeline
from dangke_audio.model.credits import Credits
from dangke_audio.model.horn import HornOptions, Part
from dangke_audio.model.phone import PhoneOptions
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import Cast
from dangke_audio.model.voice import VoiceProfile


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a lecture's words and readings come from; SHA-256 of their bytes, hexadecimal."""

    name: str
    """Of the script's file, with its suffix."""
    sha256: str
    sidecar_sha256: str | None = None
    """None where there is none."""
    lexicon_sha256: str | None = None
    """Of all lexicons together."""
    takes_sha256: str | None = None
    """Of the takes that are chosen for sentences; None where there are none."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A square picture, as JPEG."""

    jpeg: bytes
    small_jpeg: bytes
    """For tags and the page."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """The cover with what led to it, or to its absence."""

    recipe: str = ""
    """Digest of all that decides the cover; empty where none is wanted."""
    cover: Cover | None = None
    """None where there is none to be had, or none is wanted."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Horn:
    """The loudspeaker edition of a lecture."""

    options: HornOptions
    parts: tuple[Part, ...]
    """One file each, in play order; those that are played again stand again."""
    blocks: BlockSource
    """Gives the frames of the parts' blocks."""
    announced: tuple[str, ...] = ()
    """Keys of the clips that are said around the lecture."""

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """Of all parts, in play order."""
        return tuple(block for part in self.parts for block in part.blocks)


@dataclass(frozen=True, slots=True)
class Edition:
    """All that the files of a lecture are made from."""

    out: Path
    """The folder that holds all lectures; its `.dangke` holds their state."""
    script: Path
    """The script's file: its stem names the lecture's folder."""
    inputs: Inputs
    made_from: str
    """Digest of everything the build was made from: the next build with the same one has nothing to do."""
    program_version: str
    credits: Credits
    voice: VoiceProfile
    cast: Cast
    fingerprints: Mapping[str, str]
    """Of the engine, for each voice."""
    timeline: Timeline
    blocks: BlockSource
    """Gives the frames of the timeline's blocks; knows the encoding."""
    findings: tuple[Finding, ...] = ()
    options: PhoneOptions = field(default_factory=PhoneOptions)
    artwork: Artwork = field(default_factory=Artwork)
    has_phone: bool = True
    """Whether the phone edition is wanted."""
    horn: Horn | None = None
    """None where it is not wanted."""
    asked_for: str = ""
    """Digest of what its user wrote and chose, without program and machine: whether something was changed since."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that lies ready to be published, or is published already."""

    name: str
    """Below the lecture's folder, with `/`."""
    kind: str
    """As in `Output.kind`."""
    sha256: str
    size: int
    recipe: str = ""
    """Digest of all that decides its bytes, without looking at them."""
    is_staged: bool = True
    """False: the published file was made by this very recipe, and stays."""
