"""What the user can choose about the phone edition's files."""

from dataclasses import dataclass
from typing import Literal

LrcEncoding = Literal["utf-8", "gb18030"]


@dataclass(frozen=True, slots=True)
class PhoneOptions:
    """The options of `--for phone`."""

    lrc_encoding: LrcEncoding = "utf-8"
    """Of the `.lrc` file: old players of the Windows era know GB18030 only."""
