"""The stage: what is in the store is taken, what is missing is spoken, checked and kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from dangke_audio.engines.contract import Engine, Heard
from dangke_audio.errors import SynthesisError
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.report import Progress
from dangke_audio.model.speech import Utterance
from dangke_audio.model.storage import Store
from dangke_audio.synthesizing.checks import fault
from dangke_audio.synthesizing.keys import clip_key
from dangke_audio.synthesizing.trimming import trim
from dangke_audio.synthesizing.worker import Job
from dangke_audio.synthesizing.workers import run_jobs


@dataclass(frozen=True, slots=True)
class Request:
    """All that decides the clips of one lecture."""

    utterances: tuple[Utterance, ...]
    heard: tuple[Heard, ...]
    """What the engine hears of each utterance."""
    engine: Engine
    voice: str
    speed: float


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The clips, one for each utterance."""

    clips: tuple[Clip, ...]
    synthesized: int
    """How many had to be spoken."""
    fingerprint: str
    """What the engine said of itself."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A clip to be made, for all utterances that sound the same."""

    key: str
    utterance: Utterance
    heard: Heard


def synthesize(request: Request, store: Store, workers: int, report: Callable[[Progress], None]) -> Synthesis:
    """Clips for all utterances. Every clip that could be made is in the store even when this raises.

    Raises EngineError if the engine is not whole or has no such voice, SynthesisError naming the first sentence that
    could not be spoken, StorageError if the store is full.
    """
    engine = request.engine
    fingerprint = engine.fingerprint(request.voice)
    keys = [clip_key(heard.text, fingerprint, request.voice, request.speed, engine.rate_hz) for heard in request.heard]
    found = {key: len(entry) // 2 for key in dict.fromkeys(keys) if (entry := store.read(key)) is not None}
    missing = _missing(request, keys, found)
    if missing:
        engine.prepare()
        report(Progress(len(found), len(set(keys)), 0.0))
    made = {}
    for clip in _make(request, missing, store, workers, report, len(found)):
        made[clip.key] = clip.samples
    samples = found | made
    return Synthesis(tuple(Clip(key, samples[key]) for key in keys), len(made), fingerprint)


def _missing(request: Request, keys: Sequence[str], found: dict[str, int]) -> list[_Missing]:
    """One entry for each distinct key that the store lacks, in document order."""
    wanted: dict[str, _Missing] = {}
    for key, utterance, heard in zip(keys, request.utterances, request.heard, strict=True):
        if key not in found:
            wanted.setdefault(key, _Missing(key, utterance, heard))
    return list(wanted.values())


def _make(
    request: Request,
    missing: Sequence[_Missing],
    store: Store,
    workers: int,
    report: Callable[[Progress], None],
    kept: int,
) -> Iterator[Clip]:
    """Speak what is missing; yield each clip once it is in the store. Failures are raised at the end, together."""
    jobs = [Job(index, item.heard.text, request.voice, request.speed) for index, item in enumerate(missing)]
    problems: dict[int, str] = {}
    total, spoken, done = sum(len(item.heard.text) for item in missing), 0, kept
    with closing(run_jobs(jobs, request.engine, workers)) as answers:
        for answer in answers:
            item = missing[answer.index]
            trimmed, problem = _accept(answer.pcm, answer.problem, item.heard, request)
            spoken += len(item.heard.text)
            if trimmed is None:
                problems[answer.index] = problem
                continue
            store.write(item.key, trimmed.data)
            done += 1
            report(Progress(done, kept + len(missing), spoken / total))
            yield Clip(item.key, trimmed.samples)
    if problems:
        raise _failure([(missing[index].utterance, problems[index]) for index in sorted(problems)])


def _accept(pcm: Pcm | None, problem: str | None, heard: Heard, request: Request) -> tuple[Pcm | None, str]:
    """The trimmed clip if it may enter the store, else None and why not."""
    if pcm is None:
        return None, problem or "引擎没有给出声音"
    trimmed = trim(pcm)
    wrong = fault(trimmed, request.engine.rate_hz, heard.sounds / request.speed, request.engine.limits)
    return (trimmed, "") if wrong is None else (None, wrong)


def _failure(failed: Sequence[tuple[Utterance, str]]) -> SynthesisError:
    utterance, why = failed[0]
    others = f"（另有 {len(failed) - 1} 句也没有读成）" if len(failed) > 1 else ""
    return SynthesisError(
        f"这一句没有读成：{utterance.spoken}：{why}{others}",
        place=str(utterance.sentence.location),
        hint="其余各句已做好并保存；改写这一句后重新运行，只会补做缺少的部分",
    )
