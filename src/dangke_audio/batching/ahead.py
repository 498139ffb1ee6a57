"""Speaks for all lectures of a batch as one queue, while the first of them are being published."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from dangke_audio.batching.ledger import Ledger
from dangke_audio.batching.wanting import wanted_of
from dangke_audio.engines.contract import Engine
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import DangkeError, StoppedError
from dangke_audio.preparing import BuildSettings
from dangke_audio.stores import open_stores
from dangke_audio.synthesizing import worker_count
from dangke_audio.synthesizing.workers import run_jobs


@contextmanager
def speaking_ahead(scripts: Sequence[Path], settings: BuildSettings) -> Iterator[Ledger]:
    """Fills the store with the clips of these scripts, in their order; leaving stops it at once.

    What goes wrong is nobody's end here: the build of the lecture meets it again, and tells it. A bug is raised when
    leaving.
    """
    ledger = Ledger(len(scripts))
    engine = load_engine(settings.profile.engine, settings.profile.options)
    with ThreadPoolExecutor(2, "ahead") as threads:
        at_work = [
            threads.submit(_find_out, scripts, settings, engine, ledger),
            threads.submit(_speak, settings, engine, ledger),
        ]
        try:
            yield ledger
        finally:
            ledger.stop()
    for one in at_work:
        _raise_bug(one)


def _find_out(scripts: Sequence[Path], settings: BuildSettings, engine: Engine, ledger: Ledger) -> None:
    prepared: set[str] = set()
    with _giving_up(ledger):
        for number, script in enumerate(scripts):
            try:
                wanted = wanted_of(script, settings)
                for voice in {clip.utterance.speaker.voice for clip in wanted} - prepared:
                    engine.prepare(voice)
                    prepared.add(voice)
            except DangkeError:
                wanted = ()
            ledger.expect(number, wanted)


def _speak(settings: BuildSettings, engine: Engine, ledger: Ledger) -> None:
    clips = open_stores(settings.clips).clips
    crew = settings.crew or run_jobs
    workers = worker_count(settings.jobs, _ANY_NUMBER, engine.limits)
    with _giving_up(ledger), closing(crew(ledger, engine, workers, engine.patience)) as answers:
        for answer in answers:
            if answer.clip is not None:
                clips.write(ledger.key_of(answer.index), answer.clip.data)
            ledger.settle(answer.index, is_made=answer.clip is not None)


_ANY_NUMBER = 1_000_000
"""Of jobs: how many there will be shows while the first are spoken."""


@contextmanager
def _giving_up(ledger: Ledger) -> Iterator[None]:
    """Where a thread ends before its time, the lectures are built without it."""
    is_done = False
    try:
        with suppress(DangkeError, StoppedError):
            yield
            is_done = True
    finally:
        if not is_done:
            ledger.give_up()


def _raise_bug(one: "Future[None]") -> None:
    if error := one.exception():
        raise error
