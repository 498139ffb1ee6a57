"""What the options of `build` choose: the settings of a build, and those of its fallback."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dangke_audio.cli.console import complain, emit
from dangke_audio.errors import ConfigError, DangkeError
from dangke_audio.model.wishes import Wishes

if TYPE_CHECKING:
    from dangke_audio.fallback import Fallback
    from dangke_audio.preparing import BuildSettings


def chosen_settings(wishes: Wishes, out: Path, *, jobs: int | None = None, strict: bool = False) -> "BuildSettings":
    """What the options of `build` name, in this folder. Raises ConfigError."""
    from dangke_audio.choosing import settings_in

    return replace(settings_in(Path.cwd(), wishes, out), jobs=jobs, strict=strict)


def with_cluster(settings: "BuildSettings", scheduler: str | None, store: str | None) -> "BuildSettings":
    """The same, spoken by a cluster and with shared clips, where `--on` and `--store` name them. Raises ConfigError."""
    if scheduler is None and store is None:
        return settings
    from dangke_audio.clustering import DaskCrew, shared_clips
    from dangke_audio.stores import open_stores

    return replace(
        settings,
        crew=settings.crew if scheduler is None else DaskCrew(scheduler, complain),
        clips=settings.clips if store is None else shared_clips(open_stores().clips, store),
    )


def chosen_fallback(name: str | None, settings: "BuildSettings", pace: float, *, as_json: bool) -> "Fallback | None":
    """What `--fallback` names: an engine (then its first profile) or a voice profile. Raises ConfigError."""
    from dangke_audio.config import Casting, at_pace, choose_profile
    from dangke_audio.engines.registry import engine_names, load_engine
    from dangke_audio.fallback import Fallback

    if name is None:
        return None
    is_engine = name in engine_names()
    profile = at_pace(choose_profile(None if is_engine else name, name if is_engine else None, Path.cwd()), pace)
    asked = settings.profile
    roles = {**asked.roles, **profile.roles}  # the same speaker labels stay silent
    profile = replace(profile, roles=roles, label=profile.label or asked.label)
    engine = load_engine(profile.engine)
    if engine.online:
        raise ConfigError(f"{name} 也要联网，不能用来救急", hint="请用离线的引擎，例如 --fallback kokoro")
    understudies = tuple(voice.name for voice in engine.voices() if voice.name != profile.voice) or (profile.voice,)
    casting = Casting(profile, Path.cwd(), understudies, pace)

    def announce(error: DangkeError) -> None:
        if as_json:
            emit({"event": "fallback", "code": error.code, "message": str(error), "voice": profile.name})
        else:
            complain(f"网上的声音没有用成：{error.message}")
            complain(f"整篇改用“{profile.title}”，重新合成……")

    return Fallback(replace(settings, profile=profile, cast_of=casting.cast), announce)
