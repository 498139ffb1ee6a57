"""When online speech cannot be had: the whole lecture again with another engine, never half of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import DangkeError, EngineError, SynthesisError
from dangke_audio.model.report import BuildReport, Finding, Progress
from dangke_audio.pipeline import build_lecture
from dangke_audio.preparing import BuildSettings

STRICT_HINT = "--strict 不许换别的声音，--fallback 没有起作用；要整篇改用它，请去掉 --strict"


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is built instead."""

    settings: BuildSettings
    announce: Callable[[DangkeError], None]
    """Told why, before the second build starts."""


def build_or_fall_back(
    path: Path, settings: BuildSettings, fallback: Fallback | None, report: Callable[[Progress], None]
) -> BuildReport:
    """As `build_lecture`; where an online engine fails, the lecture is made whole by the fallback, and the report says so.

    Raises DangkeError, also that of the fallback. Another voice is a warning, so `--strict` lets nobody stand in: the
    lecture fails as without a fallback, and the hint says why.
    """
    try:
        return build_lecture(path, settings, report)
    except (EngineError, SynthesisError) as error:
        is_outage = isinstance(error, SynthesisError) or error.is_outage
        if fallback is None or not is_outage or not load_engine(settings.profile.engine).online:
            raise
        if fallback.settings.strict:
            error.hint = f"{error.hint}；{STRICT_HINT}" if error.hint else STRICT_HINT
            raise
        fallback.announce(error)
        made = build_lecture(path, fallback.settings, report)
        return replace(made, findings=(*made.findings, _told(error, fallback.settings.profile.title)))


def _told(error: DangkeError, title: str) -> Finding:
    return Finding("warning", "fallback-voice", f"网上的声音没有用成（{error.message}），整篇改用“{title}”")
