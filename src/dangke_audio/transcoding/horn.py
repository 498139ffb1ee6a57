"""Speech for horn loudspeakers: slower, without what a horn cannot give, dense and loud.

A horn gives some 350 to 6000 Hz. Lows that it cannot give take headroom and mask consonants; speech is understood by what lies
between 1 and 4 kHz. FFmpeg's filters do it all, each sound from rest: equal in, equal out. The chain was chosen by a
recognizer behind a horn stand-in in noise (benchmarks/horn_listening.py): 5 to 7 times fewer wrong syllables than the phone
edition; high-pass at 350 Hz and a quick compressor are what mattered.
"""

from dangke_audio.model.audio import Pcm
from dangke_audio.model.horn import HORN_RATE_HZ
from dangke_audio.transcoding.filters import Step, filtered, of_length

CEILING_DBTP = -2.0
BETWEEN_SAMPLES_DB = 0.6
"""What the limiter lets through between samples: bright speech at 44.1 kHz, and its own slow attack (measured: 0.4)."""
MAKEUP_DB = 14.2
"""From speech at -16 LUFS to -13 (measured: -12.8 and -13.2 for two voices)."""
TARGET_LUFS = -13.0
BEHIND_S = 0.3
"""Silence that is given behind a sound, so that nothing of it stays in the filters."""


def horn_sound(speech: Pcm, samples: int, speed: float, gain_db: float, target_lufs: float) -> Pcm:
    """A clip for the horn, so many samples of 44.1 kHz long; true peaks stay at -2 dBTP.

    `gain_db` is what brings the voice to -16 LUFS. The length is known before the sound is made, so that whatever comes
    behind it can be laid out: what `speed` makes of the clip's.
    """
    limit_db = CEILING_DBTP - BETWEEN_SAMPLES_DB
    silence = bytes(2 * round(BEHIND_S * speech.rate_hz))
    steps: list[Step] = [
        ("aformat", "sample_fmts=dbl"),
        ("atempo", f"{speed:.4f}"),
        ("highpass", "f=350"),
        ("highpass", "f=350"),
        ("lowpass", "f=7000"),
        ("equalizer", "f=3000:t=q:w=1:g=4"),
        ("volume", f"{gain_db:.3f}dB:precision=double"),
        ("acompressor", "threshold=-26dB:ratio=4:attack=5:release=100"),
        ("volume", f"{MAKEUP_DB + target_lufs - TARGET_LUFS - limit_db:.3f}dB:precision=double"),
        ("aresample", str(HORN_RATE_HZ)),
        ("alimiter", "limit=1:level=0:attack=5:release=50:latency=1"),
        ("volume", f"{limit_db:.3f}dB:precision=double"),
    ]
    return of_length(filtered(Pcm(speech.rate_hz, speech.data + silence), steps, HORN_RATE_HZ), samples)
