"""What a lecture says of itself on its files: whose it is, and who reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credits:
    """For tags, side files, the cover and the page."""

    title: str
    """The lecture's title; where it has none, what stands in for it."""
    speaker: str | None
    """The lecturer, as written in the script."""
    date: str | None
    """As written in the script."""
    artist: str
    """The voice, for people."""
