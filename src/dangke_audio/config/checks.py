"""What says that a value of dangke.toml is wrong, in the user's words; None where it is right."""

from collections.abc import Callable, Sequence

from dangke_audio.config.fields import Bounds

Check = Callable[[object], str | None]


def is_flag(value: object) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "应是 true 或 false"


def is_text(value: object) -> str | None:
    """Words, or none."""
    return None if isinstance(value, str) else "应是文字"


def is_path(value: object) -> str | None:
    """A file's name."""
    return None if isinstance(value, str) and value.strip() else "应是文件名"


def is_one_of(choices: Sequence[object]) -> Check:
    """One of several words or numbers."""

    def check(value: object) -> str | None:
        known = value in choices and not isinstance(value, bool)
        return None if known else f"应是 {'、'.join(map(str, choices))} 之一"

    return check


def is_number(bounds: Bounds, *, whole: bool = False) -> Check:
    """A number between bounds."""

    def check(value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            return f"应是{'整数' if whole else '数字'}"
        return None if bounds.least <= value <= bounds.most else f"应在 {bounds.least:g} 到 {bounds.most:g} 之间"

    return check
