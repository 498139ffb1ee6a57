"""A sentence spoken again: a little slower or faster, in another cut, or, by an engine that varies, simply again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dangke_audio.engines.contract import Engine
from dangke_audio.errors import SynthesisError
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import Store
from dangke_audio.synthesizing import Request, clip_keys, synthesize, worker_count
from dangke_audio.synthesizing.recutting import BREATH_MS, in_two


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a take differs from the usual sound."""

    how: str
    """For people; also what a recipe is known by."""
    pace: float = 1.0
    """Times the speaker's speed."""
    is_cut: bool = False
    """Whether each utterance is spoken in two pieces, where it has a mark inside."""


AGAIN = Recipe("再读一遍")
RECIPES = (
    Recipe("语速 0.96", 0.96),
    Recipe("语速 1.04", 1.04),
    Recipe("分成两段读", is_cut=True),
    Recipe("语速 0.98", 0.98),
    Recipe("语速 1.02", 1.02),
    Recipe("分成两段读，语速 0.96", 0.96, is_cut=True),
    Recipe("分成两段读，语速 1.04", 1.04, is_cut=True),
    Recipe("语速 0.92", 0.92),
    Recipe("语速 1.08", 1.08),
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A take before it is kept."""

    how: str
    sound: Pcm


def spoken_again(
    utterances: Sequence[Utterance], engine: Engine, fingerprints: Mapping[str, str], tried: Collection[str]
) -> Iterator[Spoken]:
    """Takes of one sentence, each made when it is asked for; recipes that were tried are left out.

    Every piece passes the checks of every clip; a recipe by which one does not is passed over. Raises EngineError, and
    SynthesisError where no recipe led to a take.
    """
    recipes = [recipe for recipe in RECIPES if recipe.how not in tried and _changes(recipe, utterances)]
    failure: SynthesisError | None = None
    for recipe in [*([] if engine.deterministic else [AGAIN]), *recipes]:
        try:
            yield Spoken(recipe.how, _speak(_prepared(utterances, recipe), engine, fingerprints))
        except SynthesisError as error:
            failure = error
    if failure:
        raise failure


def usual_sound(
    utterances: Sequence[Utterance], engine: Engine, fingerprints: Mapping[str, str], clips: Store
) -> Pcm | None:
    """What a build makes of the sentence, where the store has it."""
    found = [clips.read(key) for key in clip_keys(utterances, engine, fingerprints)]
    pieces = [Pcm(engine.rate_hz, data) for data in found if data is not None]
    return _joined(utterances, pieces) if len(pieces) == len(utterances) else None


def _changes(recipe: Recipe, utterances: Sequence[Utterance]) -> bool:
    return not recipe.is_cut or any(in_two(utterance) for utterance in utterances)


def _prepared(utterances: Sequence[Utterance], recipe: Recipe) -> list[Utterance]:
    """What is spoken, with the silence behind each piece."""
    pieces: list[Utterance] = []
    for utterance in utterances:
        speaker = replace(utterance.speaker, speed=round(utterance.speaker.speed * recipe.pace, 4))
        paced = replace(utterance, speaker=speaker)
        halves = in_two(paced) if recipe.is_cut else None
        pieces += [replace(halves[0], pause_after_ms=BREATH_MS), halves[1]] if halves else [paced]
    return pieces


def _speak(pieces: Sequence[Utterance], engine: Engine, fingerprints: Mapping[str, str]) -> Pcm:
    """Past the store: an engine that varies would else not be asked again, and takes are not for the store."""
    scratch = _Scratch()
    workers = worker_count(None, len(pieces), engine.limits)
    request = Request(tuple(pieces), engine, fingerprints, workers)
    synthesis = synthesize(request, scratch, lambda _progress: None)
    return _joined(pieces, [scratch.sound(clip, engine.rate_hz) for clip in synthesis.clips])


def _joined(utterances: Sequence[Utterance], sounds: Sequence[Pcm]) -> Pcm:
    """The pieces of a sentence as one sound, with the pauses between them."""
    rate_hz = sounds[0].rate_hz
    parts = [sounds[0].data]
    for utterance, sound in zip(utterances, sounds[1:], strict=False):
        parts += [bytes(2 * (rate_hz * utterance.pause_after_ms // 1000)), sound.data]
    return Pcm(rate_hz, b"".join(parts))


@dataclass(slots=True)
class _Scratch:
    """A store that lasts for one take."""

    entries: dict[str, bytes] = field(default_factory=dict)

    def read(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def length(self, key: str) -> int | None:
        return len(self.entries[key]) if key in self.entries else None

    def write(self, key: str, payload: bytes) -> None:
        self.entries[key] = payload

    def sound(self, clip: Clip, rate_hz: int) -> Pcm:
        return Pcm(rate_hz, self.entries[clip.key])
