"""Lectures spoken by engines that fail by a seeded script, and what may never come of it.

A run speaks a few sentences while faults happen. Whatever the outcome: what is in the store is the true sound of its
text, a success has no hole, a failure names cause and remedy (and place, where it is one sentence's), and it all ends in
the time that the engine's limits promise.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.support.editions import MemoryStore

from dangke_audio.engines.contract import Engine
from dangke_audio.errors import DangkeError, SynthesisError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.speech import Speaker, Utterance
from dangke_audio.pronouncing import pronounce
from dangke_audio.synthesizing import Request, Synthesis, synthesize
from dangke_audio.synthesizing.keys import clip_key
from dangke_audio.synthesizing.recutting import in_two, with_breaths
from dangke_audio.synthesizing.synthesis import hear
from dangke_audio.synthesizing.trimming import trim

SENTENCES = (
    "同志们，今天我们学习党章。", "天气真不错，大家快回家。", "要坚持群众路线，一切为了群众。", "请大家认真听讲。",
    "村里修了路，还通了自来水。", "谢谢大家！", "防汛工作不能放松，值班人员要到岗。", "明天上午开会。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run led to."""

    seed: int
    faults: Mapping[str, int]
    """Faults that happened, by name."""
    error: str | None
    holes: int
    wrong: int
    """Clips in the store that are not the sound of their text."""
    unexplained: int
    """Failures without cause, remedy or place."""
    seconds: float
    limit_s: float


def utterances(seed: int, voice: str, count: int = 5) -> tuple[Utterance, ...]:
    """A few sentences, drawn by the seed."""
    drawn = random.Random(seed).sample(SENTENCES, count)
    return tuple(_utterance(spoken, line, voice) for line, spoken in enumerate(drawn, start=1))


def _utterance(spoken: str, line: int, voice: str) -> Utterance:
    location = Location("讲稿.txt", line, spoken[:6])
    sentence = Sentence(spoken, "body", location, ends_paragraph=False)
    return Utterance(sentence, spoken, pronounce(spoken, location).syllables, 400, Speaker(voice))


def true_sounds(engine: Engine, voice: str) -> dict[str, Pcm]:
    """What an engine says of each sentence and of its halves when nothing goes wrong."""
    whole = [_utterance(spoken, 1, voice) for spoken in SENTENCES]
    halves = [half for utterance in whole for half in in_two(utterance) or ()]
    heard = {hear(utterance, engine).text for utterance in (*whole, *halves)}
    return {text: trim(engine.speak(text, voice, 1.0)) for text in sorted(heard)}


def run(
    seed: int, engine: Engine, voice: str, truth: Mapping[str, Pcm], happened: Callable[[], Iterable[str]], try_s: float
) -> Outcome:
    """Speak, and look at what came of it. `happened` names the faults afterwards; a try takes at most `try_s`."""
    spoken = utterances(seed, voice)
    store = MemoryStore()
    started = time.monotonic()
    made: Synthesis | None = None
    error: DangkeError | None = None
    try:
        made = synthesize(Request(spoken, engine, {voice: engine.fingerprint(voice)}, 2), store, lambda _: None)
    except DangkeError as raised:
        error = raised
    seconds = time.monotonic() - started
    faults = Counter(happened())
    allowed = {key: sounds for utterance in spoken for key, sounds in (_allowed(utterance, engine, truth),)}
    return Outcome(
        seed=seed,
        faults=faults,
        error=None if error is None else str(error),
        holes=0 if made is None else sum(not _is_whole(clip.key, clip.samples, store) for clip in made.clips),
        wrong=sum(entry not in allowed[key] for key, entry in store.entries.items()),
        unexplained=0 if error is None else int(not _explains(error)),
        seconds=seconds,
        limit_s=30.0 + try_s * (faults.total() + 2 * len(spoken)),
    )


def _allowed(utterance: Utterance, engine: Engine, truth: Mapping[str, Pcm]) -> tuple[str, set[bytes]]:
    """The utterance's key, and the two sounds that may stand under it: whole, or in two pieces."""
    speaker, text = utterance.speaker, hear(utterance, engine).text
    key = clip_key(text, engine.fingerprint(speaker.voice), speaker.voice, speaker.speed, engine.rate_hz)
    halves = [truth[hear(half, engine).text] for half in in_two(utterance) or ()]
    return key, {truth[text].data, *([with_breaths(halves).data] if halves else [])}


def _is_whole(key: str, samples: int, store: MemoryStore) -> bool:
    entry = store.read(key)
    return entry is not None and len(entry) == 2 * samples and samples > 0


def _explains(error: DangkeError) -> bool:
    """A cause in Chinese, a remedy, and the place where it is one sentence's trouble."""
    in_chinese = all(
        any("\u4e00" <= character <= "\u9fff" for character in text or "") for text in (error.message, error.hint)
    )
    return in_chinese and (not isinstance(error, SynthesisError) or "讲稿.txt:" in (error.place or ""))


def table(outcomes: Sequence[Outcome]) -> str:
    """Faults by name, and the sums that have to be nought."""
    faults = sum((Counter(outcome.faults) for outcome in outcomes), Counter[str]())
    rows = [f"{name:<28}{count:>6}" for name, count in sorted(faults.items())]
    late = sum(outcome.seconds > outcome.limit_s for outcome in outcomes)
    sums = {
        "faults": faults.total(),
        "runs": len(outcomes),
        "runs that made everything": sum(outcome.error is None for outcome in outcomes),
        "runs that failed": sum(outcome.error is not None for outcome in outcomes),
        "holes": sum(outcome.holes for outcome in outcomes),
        "wrong clips in the store": sum(outcome.wrong for outcome in outcomes),
        "failures without explanation": sum(outcome.unexplained for outcome in outcomes),
        "past the time limit": late,
    }
    return "\n".join([*rows, *(f"{name:<28}{count:>6}" for name, count in sums.items())])
