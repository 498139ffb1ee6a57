"""A limiter for true peaks: FFmpeg's alimiter, with its delay taken out, so that every sample keeps its place."""

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.filters import filtered, of_length

ATTACK_MS, RELEASE_MS = 5, 50
BETWEEN_SAMPLES_DB = 0.4
"""What a sound may be higher between two samples than at them. Speech limited so stays below the ceiling (measured at
24 kHz: by 0.1 dB); white noise, the harshest there is, comes 0.9 dB above it. Looking at twice the rate instead would
hold noise to 0.5 dB, and cost as much again."""
LIMITER = f"limit=1:level=0:attack={ATTACK_MS}:release={RELEASE_MS}:latency=1"


def limit(pcm: Pcm, ceiling_db: float) -> Pcm:
    """The sound with its true peaks held at `ceiling_db` (dBTP); sample for sample the same where none comes near it."""
    limit_db = ceiling_db - BETWEEN_SAMPLES_DB
    if limit_db >= 0 or not pcm.data:
        return pcm
    # Full scale is the limit: the filter has no word for one below -24 dB.
    steps = [
        ("aformat", "sample_fmts=dbl"),
        ("volume", f"{-limit_db:.3f}dB:precision=double"),
        ("alimiter", LIMITER),
        ("volume", f"{limit_db:.3f}dB:precision=double"),
    ]
    return of_length(filtered(pcm, steps), pcm.samples)
