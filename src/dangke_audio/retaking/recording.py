"""A person's recording of a sentence → the take that stands for it: cut to the speech, levelled, checked."""

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Pace
from dangke_audio.errors import SourceError, SynthesisError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.report import Finding, Location
from dangke_audio.synthesizing.trimming import trim
from dangke_audio.transcoding import decode
from dangke_audio.transcoding.levelling import at_loudness

Samples = NDArray[np.float64]
"""In units of full scale."""
FULL_SCALE = 32768.0
CEILING_DBTP = -2.0
"""As of the blocks, so that nothing is limited twice."""
WINDOW_MS = 10
SOUND_WINDOWS = 3
"""Shorter than 30 ms is a click of a key or a switch."""
MARGIN_MS = 50
AUDIBLE_DB = -60.0
BELOW_SPEECH_DB = 40.0
ABOVE_NOISE_DB = 8.0
LEAST_CONTRAST_DB = 15.0
QUIETEST_SPEECH_DB = -55.0
LONGEST_S = 300
"""A sentence has 100 characters at most: half a minute."""


def recorded_take(data: bytes, rate_hz: int, target_lufs: float, place: str) -> Pcm:
    """Any file of sound as a take. Raises SourceError, naming `place`, where it holds no sound, or far too much."""
    try:
        decoded = decode(data, rate_hz, LONGEST_S)
    except SynthesisError as error:
        hint = "请给出 WAV、MP3、M4A、FLAC、OGG 等格式的录音"
        raise SourceError("读不出声音", place=place, hint=hint) from error
    if decoded.samples > LONGEST_S * rate_hz:
        raise SourceError(f"录音超过 {LONGEST_S // 60} 分钟", place=place, hint="只要这一句的录音，请剪短后再试")
    sound = np.frombuffer(decoded.data, dtype="<i2").astype(np.float64) / FULL_SCALE
    speech = _speech(sound - float(sound.mean()) if len(sound) else sound, rate_hz)
    if not len(speech):
        raise SourceError("录音里没有声音", place=place, hint="请检查话筒，重新录一遍")
    samples = np.round(np.clip(speech * FULL_SCALE, -FULL_SCALE, FULL_SCALE - 1)).astype("<i2")
    return trim(at_loudness(Pcm(rate_hz, samples.tobytes()), target_lufs, CEILING_DBTP))


def odd_pace(take: Pcm, sounds: int, pace: Pace, location: Location) -> tuple[Finding, ...]:
    """A warning where the recording is too short or too long for its sentence: it may be of another."""
    seconds = take.samples / take.rate_hz
    if sounds / pace.fastest <= seconds <= sounds / pace.slowest:
        return ()
    message = f"这一句约 {sounds} 个音节，录音却有 {seconds:.1f} 秒；请听一遍，看是不是录的这一句、录全了没有"
    return (Finding("warning", "recording-pace", message, location),)


def _speech(sound: Samples, rate_hz: int) -> Samples:
    """From the first sound to the last that stands out from the room's noise; empty where none does."""
    window = rate_hz * WINDOW_MS // 1000
    count = len(sound) // window
    if count < SOUND_WINDOWS:
        return sound[:0]
    power = np.mean(sound[: count * window].reshape(count, window) ** 2, axis=1)
    levels_db = 10 * np.log10(np.maximum(power, 1e-12))
    audible = levels_db > _threshold_db(levels_db)
    lasting = np.lib.stride_tricks.sliding_window_view(audible, SOUND_WINDOWS).all(axis=1)
    starts = np.flatnonzero(lasting)
    if not len(starts) or float(np.percentile(levels_db, 95)) < QUIETEST_SPEECH_DB:
        return sound[:0]
    margin = rate_hz * MARGIN_MS // 1000
    first = int(starts[0]) * window - margin
    last = (int(starts[-1]) + SOUND_WINDOWS) * window + margin
    return sound[max(0, first) : last]


def _threshold_db(levels_db: Samples) -> float:
    """Above the noise of the room, as far as that is known from the pauses, and well below the speech."""
    noise_db, speech_db = (float(np.percentile(levels_db, share)) for share in (10, 95))
    return max(AUDIBLE_DB, speech_db - BELOW_SPEECH_DB, min(noise_db + ABOVE_NOISE_DB, speech_db - LEAST_CONTRAST_DB))
