"""Engines by name: the program's own and third parties' come through the same door, the entry-point group."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from dangke_audio.engines.contract import Engine
from dangke_audio.errors import EngineError

GROUP = "dangke_audio.engines"


def engine_names() -> tuple[str, ...]:
    """The names of all installed engines, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


@cache
def load_engine(name: str) -> Engine:
    """The engine of that name, one for each process. Raises EngineError where there is none or it cannot be imported."""
    points = [point for point in entry_points(group=GROUP) if point.name == name]
    if not points:
        raise EngineError(f"没有名为 {name} 的语音引擎", hint=f"已安装的引擎：{'、'.join(engine_names()) or '无'}")
    return _make(points[0])


def _make(point: EntryPoint) -> Engine:
    try:
        engine: Engine = point.load()()
    except (ImportError, AttributeError, TypeError) as error:
        raise EngineError(f"语音引擎 {point.name} 无法载入：{error}", hint="请重新安装提供它的软件包") from error
    return engine
