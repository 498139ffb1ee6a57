"""What is asked of the service, and how long it may take."""

from dataclasses import dataclass

HOST = "speech.platform.bing.com"
MOST_TEXT_BYTES = 4096
"""Above this edge-tts makes several requests of one text, whose answers could no longer be told apart."""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One utterance, in the service's own terms."""

    text: str
    voice: str
    rate: str
    """`-10%`"""
    pitch: str
    """`+0Hz`"""
    volume: str
    """`+0%`"""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Our own, because those of edge-tts do not reach the reading of an answer (measured: 30 s instead of 2)."""

    connect_s: float = 10.0
    idle_s: float = 20.0
    """Without a piece of sound or a word of text; what merely keeps the connection open does not count."""
    total_s: float = 90.0
    listing_s: float = 20.0
    """For the list of voices."""
    closing_s: float = 1.0
    """A service that does not answer a farewell is left after so long."""


def rate_percent(speed: float) -> str:
    """0.9 → `-10%`."""
    return f"{round(100 * (speed - 1)):+d}%"
