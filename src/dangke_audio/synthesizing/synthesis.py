"""The stage: what is in the store is taken, what is missing is spoken, checked and kept."""

import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from dangke_audio.engines.contract import Engine, Heard, Patience
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.report import Progress
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import Store, lengths
from dangke_audio.synthesizing.crew import Crew, Listed
from dangke_audio.synthesizing.keys import clip_key
from dangke_audio.synthesizing.recutting import in_two, with_breaths
from dangke_audio.synthesizing.worker import Answer, Failure, Job
from dangke_audio.synthesizing.workers import run_jobs

TRIES_OF_PIECES = 2

OnBeat = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Request:
    """All that decides the clips of one lecture."""

    utterances: tuple[Utterance, ...]
    engine: Engine
    fingerprints: Mapping[str, str]
    """What the engine says of itself, for each voice."""
    workers: int
    """How many speak at once, at most."""
    crew: Crew | None = None
    """Who speaks; None for processes of this machine."""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The clips, one for each utterance."""

    clips: tuple[Clip, ...]
    made: frozenset[str]
    """Keys of those that had to be spoken."""
    speaking_s: float
    """How long that took."""


@dataclass(frozen=True, slots=True)
class WantedClip:
    """A clip that speaks an utterance, and all others that sound the same."""

    key: str
    utterance: Utterance
    heard: Heard


def clip_keys(utterances: Iterable[Utterance], engine: Engine, fingerprints: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the clips that speak these utterances. Raises EngineError."""
    return tuple(wanted.key for wanted in wanted_clips(utterances, engine, fingerprints))


def wanted_clips(
    utterances: Iterable[Utterance], engine: Engine, fingerprints: Mapping[str, str]
) -> tuple[WantedClip, ...]:
    """One for each utterance. Raises EngineError."""
    return tuple(_wanted(utterance, engine, fingerprints) for utterance in utterances)


def hear(utterance: Utterance, engine: Engine) -> Heard:
    """What the engine will hear of an utterance."""
    return engine.hear(utterance.spoken, utterance.syllables, utterance.pinned)


def synthesize(
    request: Request,
    store: Store,
    report: Callable[[Progress], None],
    on_made: Callable[[Utterance, Clip], None] = lambda _utterance, _clip: None,
) -> Synthesis:
    """Clips for all utterances. Every clip that could be made is in the store even when this raises.

    `on_made` is called for every utterance whose clip had to be made, as soon as it is there: while it works, the
    speaking goes on. `report` is called at least once a second, and may raise, to stop.

    Raises EngineError if the engine is not usable or has no such voice, SynthesisError naming the first sentence that
    could not be spoken, StorageError if the store is full.
    """
    engine, started_s = request.engine, time.monotonic()
    wanted = wanted_clips(request.utterances, engine, request.fingerprints)
    keys = [item.key for item in wanted]
    samples = {key: length // 2 for key, length in lengths(store, keys).items()}
    missing = _missing(wanted, samples)
    for voice in dict.fromkeys(item.utterance.speaker.voice for item in missing):
        engine.prepare(voice)
    counted = _Counted(report, len(samples), missing)
    if missing:
        counted.tell()
    # `report` may raise, to stop: the crew must not live on then.
    with closing(_make(missing, request, counted.tell)) as made:
        for key, clip in made:
            store.write(key, clip.data)
            samples[key] = clip.samples
            counted.add(key)
            for item in wanted:
                if item.key == key:
                    on_made(item.utterance, Clip(key, clip.samples))
    clips = tuple(Clip(key, samples[key]) for key in keys)
    return Synthesis(clips, frozenset(item.key for item in missing), time.monotonic() - started_s)


def _wanted(utterance: Utterance, engine: Engine, fingerprints: Mapping[str, str]) -> WantedClip:
    heard, speaker = hear(utterance, engine), utterance.speaker
    if utterance.take is not None:
        return WantedClip(utterance.take, utterance, heard)
    key = clip_key(heard.text, fingerprints[speaker.voice], speaker.voice, speaker.speed, engine.rate_hz)
    return WantedClip(key, utterance, heard)


def _missing(wanted: Sequence[WantedClip], found: Mapping[str, int]) -> list[WantedClip]:
    """One entry for each distinct key that the store lacks, in document order."""
    by_key: dict[str, WantedClip] = {}
    for item in wanted:
        if item.key not in found:
            if item.utterance.take is not None:
                raise RuntimeError(f"a take is not among the clips: {item.utterance.sentence.location}")
            by_key.setdefault(item.key, item)
    return list(by_key.values())


def _make(missing: Sequence[WantedClip], request: Request, on_beat: OnBeat) -> Generator[tuple[str, Pcm]]:
    """Speak what is missing; what fails is tried in another cut. Failures are raised at the end, together."""
    failures: dict[int, Failure] = {}
    with closing(_answers([item.utterance for item in missing], request, request.engine.patience, on_beat)) as answers:
        for answer in answers:
            if answer.clip is None:
                assert answer.failure is not None
                failures[answer.index] = answer.failure
            else:
                yield missing[answer.index].key, answer.clip
    for index in sorted(failures):
        clip = _in_another_cut(missing[index].utterance, failures[index], request, on_beat)
        if clip is not None:
            del failures[index]
            yield missing[index].key, clip
    if failures:
        raise _failure([(missing[index].utterance, failures[index]) for index in sorted(failures)])


def _answers(
    utterances: Sequence[Utterance], request: Request, patience: Patience, on_beat: OnBeat
) -> Generator[Answer]:
    jobs = [
        Job(index, hear(utterance, request.engine), utterance.speaker) for index, utterance in enumerate(utterances)
    ]
    if not jobs:
        return
    crew = request.crew or run_jobs
    with closing(crew(Listed(jobs, on_beat), request.engine, request.workers, patience)) as answers:
        yield from answers


def _in_another_cut(utterance: Utterance, failure: Failure, request: Request, on_beat: OnBeat) -> Pcm | None:
    """The utterance made of two pieces; None where it cannot be cut, or a piece fails too."""
    pieces = in_two(utterance) if failure.kind in ("text", "passing") else None
    if pieces is None:
        return None
    patience = replace(request.engine.patience, tries=min(TRIES_OF_PIECES, request.engine.patience.tries))
    try:
        clips = {answer.index: answer.clip for answer in _answers(pieces, request, patience, on_beat)}
    except EngineError:  # the sentence is what is told, not that its pieces failed too
        return None
    whole = [clip for _, clip in sorted(clips.items()) if clip is not None]
    return with_breaths(whole) if len(whole) == len(pieces) else None


def _failure(failed: Sequence[tuple[Utterance, Failure]]) -> SynthesisError:
    utterance, failure = failed[0]
    others = f"（另有 {len(failed) - 1} 句也没有读成）" if len(failed) > 1 else ""
    return SynthesisError(
        f"这一句没有读成：{utterance.spoken}：{failure.why}{others}",
        kind=failure.kind,
        place=str(utterance.sentence.location),
        hint=failure.hint or "请改写这一句",
    )


class _Counted:
    """Tells how far the work is, by length of what is heard."""

    def __init__(self, report: Callable[[Progress], None], kept: int, missing: Sequence[WantedClip]) -> None:
        self._report = report
        self._done = kept
        self._total = kept + len(missing)
        self._weights = {item.key: len(item.heard.text) for item in missing}
        self._whole = sum(self._weights.values())
        self._made = 0

    def add(self, key: str) -> None:
        """One more clip is in the store."""
        self._done += 1
        self._made += self._weights[key]
        self.tell()

    def tell(self) -> None:
        """As far as it is, also while nothing new is there: the report may want to stop."""
        self._report(Progress(self._done, self._total, self._made / self._whole if self._whole else 0.0))
