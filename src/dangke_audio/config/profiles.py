"""Voice profiles: `voices/NAME.toml` of the project folder, else the one that came with the program.

All faults of a file are told at once, unknown keys among them, so that a typing error never passes for a default.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from dangke_audio.config.fields import LABEL, NUMBER_FIELDS, PAUSE_FIELDS, TEXT_FIELDS, faults
from dangke_audio.config.tables import read_table
from dangke_audio.errors import ConfigError
from dangke_audio.model.speech import Pauses
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.model.wishes import Wishes

HELP = "写法见 docs/voices.zh-CN.md；dangke-audio init 会放一个可以照着改的"
DEFAULT_PROFILE = "zm_yunjian"
DEFAULTS = {"kokoro": DEFAULT_PROFILE, "edge": "edge_yunyang"}
"""What `--engine` alone chooses; of other engines the profile whose name comes first."""


def load_profile(name: str, project: Path) -> VoiceProfile:
    """The profile of that name. Raises ConfigError where there is none or it is faulty."""
    path = profile_file(name, project)
    if path is not None:
        return read_profile(path)
    names = "、".join(profile_names(project))
    raise ConfigError(f"没有名为 {name} 的声音", hint=f"可用的声音：{names}；dangke-audio voices 列出全部")


def profile_file(name: str, project: Path) -> Path | None:
    """Where the profile of that name stands; None where there is none."""
    folders = profile_folders(project) if name in profile_names(project) else ()
    return next((path for folder in folders if (path := folder / f"{name}.toml").is_file()), None)


def profile_names(project: Path) -> tuple[str, ...]:
    """All profiles that can be named, the default first."""
    found = {path.stem for folder in profile_folders(project) for path in folder.glob("*.toml") if path.is_file()}
    return tuple(sorted(found, key=lambda name: (name != DEFAULT_PROFILE, name)))


def profile_folders(project: Path) -> Iterator[Path]:
    """Where profiles are looked for, the project's own first."""
    yield project / "voices"
    yield shipped_profiles()


def shipped_profiles() -> Path:
    """The folder that came with the program: inside the package, or beside src/ in a checkout."""
    packaged = Path(str(files("dangke_audio"))) / "voices"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "voices"


def read_profile(path: Path) -> VoiceProfile:
    """Read one profile. Raises ConfigError with every fault of the file."""
    table = read_table(path, "声音配置", "[pauses]、[roles]", HELP)
    found = tuple(faults(table))
    if found:
        raise ConfigError("；".join(found), place=str(path), hint=HELP)
    return _profile(path.stem, table)


def _profile(name: str, table: Mapping[str, object]) -> VoiceProfile:
    pauses = table["pauses"]
    assert isinstance(pauses, dict)  # `faults` has seen to it
    texts = {field: str(table[field]) for field in TEXT_FIELDS}
    numbers = {field: float(str(table[field])) for field in NUMBER_FIELDS}
    silences = {f"{field}_ms": int(pauses[field]) for field in PAUSE_FIELDS}
    return VoiceProfile(
        name=name,
        title=texts["title"],
        engine=texts["engine"],
        voice=texts["voice"],
        artist=texts["artist"],
        speed=numbers["speed"],
        gain_db=round(numbers["gain_db"], 1),
        pauses=Pauses(**silences),
        label=str(table.get(LABEL, "")).strip(),
        options=_section(table, "options"),
        roles={label_of(label): str(voice).strip() for label, voice in _section(table, "roles").items()},
    )


def _section(table: Mapping[str, object], name: str) -> dict[str, object]:
    section = table.get(name, {})
    assert isinstance(section, dict)  # `faults` has seen to it
    return section


def label_of(written: str) -> str:
    """A speaker label as scripts are matched with it: `主 持 人：` is 主持人."""
    return "".join(written.split()).rstrip("：:").strip("【】[]〔〕（）()")


def wished_profile(wishes: Wishes, project: Path) -> VoiceProfile:
    """The voice that is asked for, at the pace that is asked for. Raises ConfigError."""
    return at_pace(choose_profile(wishes.voice, wishes.engine, project), wishes.pace)


def at_pace(profile: VoiceProfile, pace: float) -> VoiceProfile:
    """The same voice, so many times as fast. Raises ConfigError where no profile may be as slow or as fast."""
    if pace == 1.0:
        return profile
    speed, bounds = round(profile.speed * pace, 4), NUMBER_FIELDS["speed"]
    if bounds.least <= speed <= bounds.most:
        return replace(profile, speed=speed)
    raise ConfigError(
        f"语速不能是原来的 {pace:g} 倍：这个声音会变成 {speed:g}，只能在 {bounds.least:g} 到 {bounds.most:g} 之间",
        place=f"声音 {profile.name}",
        hint="请选接近 1 的语速",
    )


def choose_profile(name: str | None, engine: str | None, project: Path) -> VoiceProfile:
    """What `--voice` and `--engine` ask for together; the engine's first profile where only the engine is named.

    Raises ConfigError where the two do not fit or the engine has no profile.
    """
    if name is not None or engine is None:
        profile = load_profile(name or DEFAULT_PROFILE, project)
        if engine not in {None, profile.engine}:
            raise ConfigError(
                f"声音 {profile.name} 属于引擎 {profile.engine}，不属于 {engine}", hint="请去掉其中一个选项"
            )
        return profile
    names = profile_names(project)
    for known in sorted(names, key=lambda known: known != DEFAULTS.get(engine)):
        with suppress(ConfigError):  # a faulty profile of another engine is not what was asked for
            profile = load_profile(known, project)
            if profile.engine == engine:
                return profile
    raise ConfigError(
        f"没有使用引擎 {engine} 的声音",
        hint="dangke-audio engines 列出引擎；voices 文件夹里要有用这个引擎的声音，写法见 docs/voices.zh-CN.md",
    )
