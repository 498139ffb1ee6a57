"""What a container says of the sound in it."""

from dataclasses import dataclass


class DamagedError(ValueError):
    """The sound is not whole; why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Account:
    """How long the sound should be once it is decoded."""

    seconds: float | None
    """None where the container does not say."""
    slack_s: float
    """By how much a decoder may differ, who drops what only fills up."""
    has_end: bool = True
    """Whether it can be seen that nothing is missing at the end."""
