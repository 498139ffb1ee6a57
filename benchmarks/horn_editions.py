"""Sentences of the seed lecture as the phone edition has them, and as the horn edition makes them louder and clearer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from horn_air import held_db, joined

from dangke_audio.assembling import lay_out_block
from dangke_audio.checking import FrontEnd, front_end
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.speech import Cast, Utterance
from dangke_audio.model.wishes import Wishes
from dangke_audio.scripting import write_script
from dangke_audio.stores import levelled_block, open_stores
from dangke_audio.synthesizing import Request, synthesize, worker_count
from dangke_audio.transcoding.filters import Step, filtered
from dangke_audio.transcoding.horn import TARGET_LUFS, horn_sound
from dangke_audio.transcoding.levelling import amplified
from dangke_audio.transcoding.limiting import limit
from dangke_audio.transcoding.metering import measure
from dangke_audio.transcoding.sound import resample

SEED = Path(__file__).parent.parent / "seeds" / "000_e140869088638101.txt"
SHORTEST, LONGEST = 14, 60
"""Spoken characters: one utterance, and enough of them to be understood by their context."""
HORN_HZ = 44_100
SHARPER_DB = 0.3
"""Band-limited, bright speech at 44.1 kHz comes out of the limiter so much higher than other speech (measured)."""
ROUNDS = 6
CLOSE_LU = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be spoken."""

    spoken: str
    syllables: tuple[str, ...]
    """Expected, without tones."""
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Take:
    """The same lines spoken by one voice, each as loud as in the phone edition (-16 LUFS) and trimmed."""

    voice: str
    lines: tuple[Line, ...]
    sounds: tuple[Pcm, ...]

    @property
    def syllables(self) -> int:
        """Of all lines."""
        return sum(len(line.syllables) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Chain:
    """What makes a phone sound a horn sound (docs: research on horns; TOA's guide, Mapp)."""

    high_pass_hz: int = 250
    low_pass_hz: int = 7000
    presence_db: float = 4.0
    """At 3 kHz, q 1."""
    threshold_db: float = -26.0
    """Full scale, RMS; a voice of -16 LUFS (dual mono) has about -19 dB."""
    ratio: float = 4.0
    attack_ms: float = 20.0
    release_ms: float = 250.0
    """20 and 250 are the filter's own."""
    target_lufs: float = -13.0
    """Dual mono, behind all filters."""
    ceiling_dbtp: float = -2.0

    @property
    def name(self) -> str:
        """For a table."""
        band = f"{self.high_pass_hz}–{self.low_pass_hz} +{self.presence_db:g}"
        return (
            f"{band} {self.ratio:g}:1@{self.threshold_db:g} {self.attack_ms:g}/{self.release_ms:g} {self.target_lufs:g}"
        )


CHOSEN = Chain(high_pass_hz=350, attack_ms=5.0, release_ms=100.0)
"""What measured best at -13 LUFS: louder behind the horn, and the limiter has hardly anything to do."""


@dataclass(frozen=True, slots=True)
class HornSounds:
    """A horn edition, and what it took."""

    sounds: tuple[Pcm, ...]
    gain_db: float
    """Behind the compressor; one for all sentences."""
    held_often_db: float
    """What the limiter takes in 5 of 100 hundredths of a second of speech."""
    held_most_db: float


def choose_lines(voice: str, count: int) -> tuple[Line, ...]:
    """Body sentences of the seed without letters, one utterance each, of all lengths; the same every time."""
    ready = front_end(Wishes(voice), Path.cwd())
    lecture = ready.lecture(SEED)
    script = write_script(lecture, Cast(ready.profile.speaker), ready.profile.pauses, LONGEST)
    whole = {sentence.spoken for section in lecture.sections for sentence in section.sentences}
    fit = [
        each
        for each in script.utterances
        if each.sentence.kind == "body"
        and each.spoken in whole
        and len(toneless(each)) >= SHORTEST
        and not re.search(r"[A-Za-z0-9]", each.spoken)
    ]
    chosen = fit[:: max(1, len(fit) // count)][:count]
    return tuple(Line(each.spoken, toneless(each), each) for each in chosen)


def toneless(utterance: Utterance) -> tuple[str, ...]:
    """The syllables that should be heard."""
    return tuple(syllable.rstrip("012345") for syllable in utterance.syllables if syllable)


def speak(voice: str, lines: Sequence[Line], speed: float = 1.0) -> Take:
    """Clips of the program's own store, made where they are missing; `speed` times the profile's."""
    ready: FrontEnd = front_end(Wishes(voice), Path.cwd())
    engine, speaker = ready.engine, ready.profile.speaker
    speaker = replace(speaker, speed=round(speaker.speed * speed, 3))
    utterances = tuple(replace(line.utterance, speaker=speaker) for line in lines)
    fingerprints = {speaker.voice: engine.fingerprint(speaker.voice)}
    workers = worker_count(None, len(utterances), engine.limits)
    store = open_stores().clips
    made = synthesize(Request(utterances, engine, fingerprints, workers), store, lambda _: None)
    sounds = []
    for utterance, clip in zip(utterances, made.clips, strict=True):
        data = store.read(clip.key)
        assert data
        sounds.append(phone_sound(utterance, clip, Pcm(engine.rate_hz, data)))
    return Take(voice, tuple(lines), tuple(sounds))


def phone_sound(utterance: Utterance, clip: Clip, sound: Pcm) -> Pcm:
    """What is encoded for the phone edition, without the silence around it."""
    block = lay_out_block(utterance, clip, 0, sound.rate_hz)
    levelled = levelled_block(sound, block)
    return Pcm(sound.rate_hz, levelled.data[2 * block.lead : 2 * (block.lead + clip.samples)])


def horn_edition(sounds: Sequence[Pcm], chain: Chain, speed: float = 1.0) -> HornSounds:
    """One gain for all sentences, found so that they have the chain's loudness after the limiter took its part."""
    shaped = [horn_chain(sound, chain, speed) for sound in sounds]
    gain_db, made = 0.0, shaped
    for _ in range(ROUNDS):
        lufs = measure(joined(made)).lufs
        assert lufs is not None
        if abs(chain.target_lufs - lufs) < CLOSE_LU:
            break
        gain_db += chain.target_lufs - lufs
        ceiling_db = chain.ceiling_dbtp - gain_db - SHARPER_DB
        made = [amplified(limit(sound, ceiling_db), gain_db) for sound in shaped]
    held = [held for before, after in zip(shaped, made, strict=True) for held in held_db(before, after, gain_db)]
    return HornSounds(tuple(made), gain_db, float(np.percentile(held, 95)), max(held))


def program_edition(sounds: Sequence[Pcm], speed: float) -> tuple[Pcm, ...]:
    """What the program itself makes of them."""
    lengths = [round(sound.samples * HORN_HZ / sound.rate_hz / speed) for sound in sounds]
    return tuple(
        horn_sound(sound, length, speed, 0.0, TARGET_LUFS) for sound, length in zip(sounds, lengths, strict=True)
    )


def horn_chain(sound: Pcm, chain: Chain, speed: float) -> Pcm:
    """Slower, band-limited, with presence, compressed; at 44.1 kHz. Gain and limiter come behind it."""
    threshold = 10 ** (chain.threshold_db / 20)
    times = f"attack={chain.attack_ms:g}:release={chain.release_ms:g}"
    steps: list[Step] = [("aformat", "sample_fmts=flt")]
    steps += [("atempo", f"{speed:g}")] if speed != 1 else []
    steps += [("highpass", f"f={chain.high_pass_hz}")] * 2
    steps += [("lowpass", f"f={chain.low_pass_hz}")]
    steps += [("equalizer", f"f=3000:width_type=q:width=1:gain={chain.presence_db:g}")]
    steps += [("acompressor", f"threshold={threshold:.6f}:ratio={chain.ratio:g}:{times}")]
    return filtered(resample(sound, HORN_HZ), steps)
