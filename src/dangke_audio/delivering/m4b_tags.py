"""Tags of the M4B, written into the muxed file by mutagen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mutagen import MutagenError
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm

from dangke_audio.delivering.tagger import AIGC, SYNTHESIZED
from dangke_audio.model.credits import Credits

AUDIOBOOK = 2
"""Of `stik`, the kind of media: Apple's players keep the place of an audiobook."""


@dataclass(frozen=True, slots=True)
class M4bTag:
    """What the file says about itself."""

    credits: Credits
    year: str | None
    text: str
    """All that is said, as lyrics."""
    cover: bytes | None = None
    """A JPEG."""

    def atoms(self) -> Mapping[str, object]:
        """By name, in the order in which they are written."""
        artist = self.credits.speaker or self.credits.artist
        atoms: dict[str, object] = {
            "\xa9nam": [self.credits.title],
            "\xa9ART": [artist],
            "aART": [artist],
            "\xa9wrt": [self.credits.artist],
            "\xa9alb": [self.credits.title],
            "\xa9cmt": [SYNTHESIZED],
            "\xa9lyr": [self.text],
            "stik": [AUDIOBOOK],
            "----:com.dangke-audio:AIGC": [MP4FreeForm(json.dumps(AIGC).encode(), AtomDataType.UTF8)],
        }
        if self.year:
            atoms["\xa9day"] = [self.year]
        if self.cover is not None:
            atoms["covr"] = [MP4Cover(self.cover, MP4Cover.FORMAT_JPEG)]
        return atoms


def tag_m4b(path: Path, tag: M4bTag) -> None:
    """Put the tag into a file that has none; its index stays in front. Raises OSError."""
    try:
        file = MP4(path)
        if file.tags is None:
            file.add_tags()
        file.tags.update(tag.atoms())
        file.save(padding=lambda _: 0)
    except MutagenError as error:
        refusal = error.args[0] if error.args else None
        if isinstance(refusal, OSError):  # mutagen hides what the system said in an exception that is no OSError
            raise refusal from error
        raise
