"""What the user can choose about the phone edition's files."""

from dataclasses import dataclass
from typing import Literal

LrcEncoding = Literal["utf-8", "gb18030"]
NAME_PARTS = ("title", "speaker", "date", "script")
"""What `{…}` in a file-name pattern can stand for; `script` is the stem of the script's file."""


@dataclass(frozen=True, slots=True)
class PhoneOptions:
    """The options of `--for phone`: `[phone]` of dangke.toml, and above it the command line."""

    bitrate_kbps: int = 64
    file_name: str = "{title}"
    """Pattern of the stem of the lecture's own files; parts in braces are `NAME_PARTS`."""
    lrc_encoding: LrcEncoding = "utf-8"
    """Of the `.lrc` file: old players of the Windows era know GB18030 only."""
