"""Engines by name: the program's own and third parties' come through the same door, the entry-point group."""

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from dangke_audio.engines.contract import CheckLine, Engine
from dangke_audio.errors import DangkeError, EngineError

GROUP = "dangke_audio.engines"
NO_OPTIONS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EngineState:
    """An engine that is installed, and whether it can be used."""

    name: str
    package: str
    """The distribution that offers it, with its version."""
    engine: Engine | None
    fault: str | None
    """Why it cannot be loaded, for the user."""


def engine_names() -> tuple[str, ...]:
    """The names of all installed engines, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def engine_states() -> tuple[EngineState, ...]:
    """All installed engines, sorted by name; one that is broken is a row like the others."""
    return tuple(_state(name) for name in engine_names())


def load_engine(name: str, options: Mapping[str, object] = NO_OPTIONS) -> Engine:
    """The engine of that name, with a profile's options.

    Raises EngineError where there is none or it cannot be imported, ConfigError for options that it does not take.
    """
    engine = _load(name)
    return engine.configured(options) if options else engine


@cache
def _load(name: str) -> Engine:
    """One for each process, so that what an engine remembers (a checked model) is remembered once."""
    point = _point(name)
    if point is None:
        raise EngineError(f"没有名为 {name} 的语音引擎", hint=f"已安装的引擎：{'、'.join(engine_names()) or '无'}")
    return _make(point)


def _point(name: str) -> EntryPoint | None:
    return next((point for point in entry_points(group=GROUP) if point.name == name), None)


def check_lines(state: EngineState) -> tuple[CheckLine, ...]:
    """What an engine says of itself for `doctor`; a check that fails is a line too."""
    if state.engine is None:
        return (CheckLine(False, f"引擎 {state.name}", f"{state.fault}（{state.package}）"),)
    described = CheckLine(True, f"引擎 {state.name}", f"{state.engine.title}，{len(state.engine.voices())} 个声音")
    try:
        return (described, *state.engine.check())
    except Exception as error:  # as below
        return (described, CheckLine(False, f"引擎 {state.name}", f"检查时出错（{_told(error)}）"))


def _make(point: EntryPoint) -> Engine:
    """Load an engine and see that it can describe itself."""
    try:
        with contextlib.redirect_stdout(sys.stderr):  # nothing of it between the JSON lines of the program
            engine: Engine = point.load()()
        _ = (engine.title, engine.rate_hz, engine.online, engine.deterministic, engine.limits, engine.patience)
        _ = [(voice.name, voice.title) for voice in engine.voices()]
    except (Exception, SystemExit) as error:  # another project's code: whatever it raises must not end this program
        raise EngineError(
            f"语音引擎 {point.name} 无法载入（{_told(error)}）", hint="请重新安装提供它的软件包，或改用别的声音"
        ) from error
    return engine


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}：{' '.join(str(error).split())}"


def _state(name: str) -> EngineState:
    point = _point(name)
    package = f"{point.dist.name} {point.dist.version}" if point and point.dist else "未知的软件包"
    try:
        return EngineState(name, package, _load(name), None)
    except DangkeError as error:
        return EngineState(name, package, None, error.message)
