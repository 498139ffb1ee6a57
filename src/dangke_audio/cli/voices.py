"""`dangke-audio voices`: the voices that can be chosen."""

from pathlib import Path

import click

from dangke_audio.cli.console import tell


@click.command(options_metavar="[选项]")
def voices() -> None:
    """列出可用的声音，第一个是默认的。"""
    from dangke_audio.config.profiles import load_profile, profile_names
    from dangke_audio.engines.registry import engine_states

    profiles = [load_profile(name, Path.cwd()) for name in profile_names(Path.cwd())]
    for profile in profiles:
        tell(f"{profile.name:<16}{profile.title}  引擎 {profile.engine}")
    taken = {(profile.engine, profile.voice) for profile in profiles}
    for state in engine_states():
        found = state.engine.voices() if state.engine else ()
        spare = [voice for voice in found if (state.name, voice.name) not in taken]
        if spare:
            tell(f"引擎 {state.name} 还有这些声音，可在 voices/ 里仿照现有文件写一个配置来用：")
        for voice in spare:
            tell(f"  {voice.name:<22}{voice.title}")
