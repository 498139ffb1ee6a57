"""What a page or a record says of pace and horn, looked at before it is believed. Pure."""

from dataclasses import fields

from dangke_audio.config.horn import HORN_FIELDS
from dangke_audio.errors import ConfigError
from dangke_audio.model.horn import CHIMES
from dangke_audio.model.wishes import NO_CHIME, PACES, HornWishes, is_text

LONGEST_WORDS = 200
"""Characters of what is said before and behind a lecture on the horn."""
CALLED = {"speed": "语速", "part_minutes": "每段分钟数", "repeats": "遍数", "opening": "开场白", "closing": "结束语"}


def is_pace(value: object) -> bool:
    """Whether a voice can be read at that pace."""
    return isinstance(value, int | float) and not isinstance(value, bool) and PACES[0] <= value <= PACES[1]


def asked_pace(written: str | None) -> float:
    """Of an address; 1 where it says nothing. Raises ConfigError."""
    try:
        pace = float(written or 1.0)
    except ValueError:
        pace = 0.0
    if not is_pace(pace):
        raise ConfigError("没有这种语速", hint="请刷新页面后重新选择")
    return pace


def horn_of(said: object) -> HornWishes:
    """The wishes; what is missing or null is not asked for. Raises ConfigError."""
    if not isinstance(said, dict):
        raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
    asked = {name: value for name, value in said.items() if value is not None}
    for name, value in asked.items():
        if fault := _fault(name, value):
            raise ConfigError(f"大喇叭的选项不对：{fault}", hint="请改正后再试，或者选“照常”")
    return HornWishes(**asked)


def horn_kept(told: object) -> HornWishes:
    """The same of a record, which is of an older time, or was damaged, where it says nothing of use."""
    try:
        return horn_of(told)
    except ConfigError:
        return HornWishes()


def _fault(name: str, value: object) -> str | None:
    if name not in {one.name for one in fields(HornWishes)}:
        return f"不认识的项 {name}"
    if name == "chime":  # a sound file of one's own is for dangke.toml: a page names no files of the computer
        return None if value in (*CHIMES, NO_CHIME) else "没有这种提示音"
    if isinstance(value, str) and (len(value) > LONGEST_WORDS or not is_text(value)):
        return f"{CALLED[name]}最多 {LONGEST_WORDS} 个字"
    fault = HORN_FIELDS[name](value)
    return fault and f"{CALLED[name]}{fault}"
