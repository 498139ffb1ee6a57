"""What a worker of the cluster does: the tasks are pure, what the engine hears goes in and a clip comes out.

An engine comes as bytes, which each process opens once: the model is loaded by the first task and serves all others.
"""

import copy
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dangke_audio.clustering.machine_facts import facts, is_same
from dangke_audio.engines.contract import Engine
from dangke_audio.errors import DangkeError, EngineError
from dangke_audio.synthesizing.worker import Answer, Job, speak

TOPIC = "dangke-audio"
"""Where workers tell what they have begun; that of all clients, so that it does not grow with their number."""
ENGINES_AT_ONCE = 4
"""That one process keeps loaded, for clients that use several."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who is to speak, and what he has to be."""

    engine: bytes
    """As `packed` made it."""
    required: Mapping[str, str]
    """Those facts of the client that a worker must share; see `machine_facts.is_same`."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a task."""

    worker: str
    """The address of who had it."""
    answer: Answer | None
    refused: Mapping[str, str] | None = None
    """The facts of a worker that does not speak as the client does, or has no such engine; it has said nothing."""


def packed(engine: Engine) -> bytes:
    """An engine to be sent. What it has found out about this machine (cached properties) stays here.

    Raises EngineError where it cannot be sent.
    """
    engine = copy.copy(engine)
    for name in list(getattr(engine, "__dict__", ())):
        if isinstance(getattr(type(engine), name, None), cached_property):
            del engine.__dict__[name]
    try:
        return pickle.dumps(engine)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        hint = "请把这个问题告诉引擎的作者"
        raise EngineError(f"语音引擎 {engine.name} 不能送到别的机器上：{error}", hint=hint) from error


def speak_there(key: str, job: Job, order: Order) -> Reply:
    """One try, by a worker whose engine is the client's."""
    from distributed import get_worker

    worker = get_worker()
    worker.log_event(TOPIC, {"key": key, "worker": worker.address})
    theirs = _ready(order.engine, job.speaker.voice)
    if not is_same(order.required, theirs):
        return Reply(worker.address, None, theirs)
    return Reply(worker.address, speak(job, _opened(order.engine)))


@lru_cache(ENGINES_AT_ONCE)
def _opened(engine: bytes) -> Engine:
    opened: Engine = pickle.loads(engine)
    return opened


def _ready(engine: bytes, voice: str) -> Mapping[str, str]:
    """What is to be known of this process, once its engine is prepared: with `fingerprint`, or `fault`."""
    try:
        return _prepared(engine, voice)
    except DangkeError as error:
        return {**facts(), "fault": str(error)}
    except (ImportError, AttributeError) as error:  # an engine of a package that is not there, or of another version
        return {**facts(), "fault": f"没有装提供这个语音引擎的软件包：{error}"}


@lru_cache(ENGINES_AT_ONCE * 8)
def _prepared(engine: bytes, voice: str) -> Mapping[str, str]:
    """Found out once in each process: the modules that are loaded stay what they are."""
    opened = _opened(engine)
    opened.prepare(voice)
    return {**facts(), "fingerprint": opened.fingerprint(voice)}
