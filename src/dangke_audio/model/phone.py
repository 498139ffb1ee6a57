"""What the user can choose about the phone edition's files."""

from dataclasses import dataclass, field
from typing import Literal

LrcEncoding = Literal["utf-8", "gb18030"]
NAME_PARTS = ("title", "speaker", "date", "script")
"""What `{…}` in a file-name pattern can stand for; `script` is the stem of the script's file."""


@dataclass(frozen=True, slots=True)
class Music:
    """Sound files of the user's that are played around the speech, levelled under it; paths."""

    intro: str | None = None
    outro: str | None = None
    between: str | None = None
    """Between two chapters."""

    @property
    def files(self) -> tuple[str, ...]:
        """Those that are given."""
        return tuple(path for path in (self.intro, self.outro, self.between) if path)


@dataclass(frozen=True, slots=True)
class PhoneOptions:
    """The options of `--for phone`: `[phone]` of dangke.toml, and above it the command line."""

    bitrate_kbps: int = 64
    file_name: str = "{title}"
    """Pattern of the stem of the lecture's own files; parts in braces are `NAME_PARTS`."""
    lrc_encoding: LrcEncoding = "utf-8"
    """Of the `.lrc` file: old players of the Windows era know GB18030 only."""
    m4b: bool = True
    page: bool = True
    """收听.html."""
    cover: bool = True
    cover_file: str | None = None
    """The user's own picture, instead of a drawn one."""
    music: Music = field(default_factory=Music)
