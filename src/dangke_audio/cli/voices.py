"""`dangke-audio voices`: the voices that can be chosen, and what is wrong with those that cannot."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.errors import DangkeError

if TYPE_CHECKING:
    from dangke_audio.model.voice import VoiceProfile


@click.command(options_metavar="[选项]")
def voices() -> int:
    """列出可用的声音，第一个是默认的。"""
    from dangke_audio.config.profiles import profile_file, profile_names

    project = Path.cwd()
    usable: list[VoiceProfile] = []
    faulty: dict[str, DangkeError] = {}
    for name in profile_names(project):
        try:
            usable.append(_usable_profile(name, project))
        except DangkeError as error:
            faulty[name] = error
    for profile in usable:
        tell(f"{profile.name:<16}{profile.title}  引擎 {profile.engine}")
    _tell_spare_voices({(profile.engine, profile.voice) for profile in usable})
    for name, fault in faulty.items():
        tell_failure(fault, path=str(profile_file(name, project)), as_json=False)
    return 1 if faulty else 0


def _usable_profile(name: str, project: Path) -> "VoiceProfile":
    """Raises ConfigError where the profile or its `[options]` are faulty, EngineError where there is no such engine."""
    from dangke_audio.config.profiles import load_profile
    from dangke_audio.engines.registry import load_engine

    profile = load_profile(name, project)
    load_engine(profile.engine, profile.options)
    return profile


def _tell_spare_voices(taken: Collection[tuple[str, str]]) -> None:
    """The voices of each engine that no profile has."""
    from dangke_audio.engines.registry import engine_states

    for state in engine_states():
        found = state.engine.voices() if state.engine else ()
        spare = [voice for voice in found if (state.name, voice.name) not in taken]
        if spare:
            tell(f"引擎 {state.name} 还有这些声音，可在 voices/ 里仿照现有文件写一个配置来用：")
        for voice in spare:
            tell(f"  {voice.name:<22}{voice.title}")
