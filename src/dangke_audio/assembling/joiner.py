"""The sound of one block, made with pydub's AudioSegment: gain, soft edges, silence around.

The only file that knows pydub. Neither ffmpeg nor ffprobe is used; pydub warns at import that it finds none, and
Python before 3.13 that audioop is going away. Two habits of pydub are avoided: `a + b` in a loop (quadratic) and
slicing or fading by milliseconds (rounds to whole milliseconds, so that sample counts drift).
"""

import warnings

from dangke_audio.model.audio import Block, Pcm

with warnings.catch_warnings():
    warnings.simplefilter("ignore", RuntimeWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from pydub import AudioSegment

FADE_MS = 5
SAMPLE_BYTES = 2


def join_block(clip: Pcm, block: Block) -> Pcm:
    """The clip at its final level with 5 ms fades, between `block.lead` and `block.tail` samples of digital silence.

    Gain saturates: what would exceed 16 bits is clipped. Raises ValueError where the clip is not the block's.
    """
    if clip.samples != block.clip.samples:
        raise ValueError(f"a clip of {clip.samples} samples in a block that is laid out for {block.clip.samples}")
    sound = AudioSegment(data=clip.data, sample_width=SAMPLE_BYTES, frame_rate=clip.rate_hz, channels=1)
    speech = _faded(sound.apply_gain(block.gain_db))
    silence = bytes(SAMPLE_BYTES)
    joined = sound._spawn(b"".join((silence * block.lead, speech, silence * block.tail)))
    return Pcm(clip.rate_hz, joined.raw_data)


def _faded(sound: AudioSegment) -> bytes:
    """Straight ramps over exactly 5 ms (120 samples at 24 kHz) at both ends; half the clip where it is shorter."""
    samples = sound.get_array_of_samples()
    length = min(sound.frame_rate * FADE_MS // 1000, len(samples) // 2)
    for step in range(length):
        for index in (step, len(samples) - 1 - step):
            samples[index] = (samples[index] * step + length // 2) // length
    return bytes(samples)
