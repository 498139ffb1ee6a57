"""`dangke.toml` of the project folder: what the user would else have to say at every build.

All faults of the file are told at once, unknown keys among them. Paths in it are seen from its folder.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dangke_audio.config.fields import unknown
from dangke_audio.errors import ConfigError
from dangke_audio.model.phone import NAME_PARTS, Music, PhoneOptions

CONFIG = "dangke.toml"
BITRATES_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160)
"""Those that MP3 has at every sample rate (ISO 11172-3, 13818-3) and that are not too few for speech."""

_HINT = "写法见 docs/phone.zh-CN.md"
_LRC_ENCODINGS = ("utf-8", "gb18030")


def load_phone_options(project: Path) -> PhoneOptions:
    """What `[phone]` says; the usual where it, or the whole file, is not there. Raises ConfigError."""
    path = project / CONFIG
    if not path.is_file():
        return PhoneOptions()
    table = _table(path)
    found = tuple(_faults(table))
    if found:
        raise ConfigError("；".join(found), place=str(path), hint=_HINT)
    return _options(table.get("phone", {}), project)


def _table(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("配置文件读不出来", place=str(path), hint="请存为 UTF-8 编码的文本") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"配置文件的写法有误：{error}", place=str(path), hint=_HINT) from error


def name_fault(pattern: str) -> str | None:
    """What is wrong with a file-name pattern, in the user's words; None where nothing is."""
    parts = re.findall(r"\{([^{}]*)\}", pattern)
    unknown = [part for part in parts if part not in NAME_PARTS]
    if unknown:
        return f"文件名里的 {{{unknown[0]}}} 不认识，可以用 {'、'.join(f'{{{part}}}' for part in NAME_PARTS)}"
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        return "文件名里的花括号不成对"
    return None if pattern.strip() else "文件名不能是空的"


def _is_flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "应是 true 或 false"


def _is_path(value: object) -> str | None:
    return None if isinstance(value, str) and value.strip() else "应是文件名"


def _is_cover(value: object) -> str | None:
    return None if isinstance(value, bool) else _is_path(value) and "应是 true、false 或图片的文件名"


def _is_bitrate(value: object) -> str | None:
    known = isinstance(value, int) and not isinstance(value, bool) and value in BITRATES_KBPS
    return None if known else f"应是 {'、'.join(map(str, BITRATES_KBPS))} 之一"


def _is_name(value: object) -> str | None:
    return name_fault(value) if isinstance(value, str) else "应是文字"


def _is_lrc_encoding(value: object) -> str | None:
    return None if value in _LRC_ENCODINGS else "应是 utf-8 或 gb18030"


PHONE_FIELDS: Mapping[str, Callable[[object], str | None]] = {
    "bitrate": _is_bitrate,
    "file_name": _is_name,
    "lrc_encoding": _is_lrc_encoding,
    "m4b": _is_flag,
    "page": _is_flag,
    "cover": _is_cover,
    "intro": _is_path,
    "outro": _is_path,
    "between": _is_path,
}
"""Every key of `[phone]`, and what says that a value is wrong."""


def _faults(table: Mapping[str, object]) -> Iterator[str]:
    yield from unknown(table, ("phone",), "")
    phone = table.get("phone", {})
    if not isinstance(phone, dict):
        yield "phone 应写成 [phone] 一节"
        return
    yield from unknown(phone, tuple(PHONE_FIELDS), "phone.")
    for field, fault_of in PHONE_FIELDS.items():
        if field in phone and (fault := fault_of(phone[field])):
            yield f"phone.{field} {fault}"


def _options(phone: object, project: Path) -> PhoneOptions:
    assert isinstance(phone, dict)  # `_faults` has seen to it
    usual = PhoneOptions()
    cover = phone.get("cover", usual.cover)

    def path(field: str) -> str | None:
        return str(project / phone[field]) if field in phone else None

    return PhoneOptions(
        bitrate_kbps=phone.get("bitrate", usual.bitrate_kbps),
        file_name=phone.get("file_name", usual.file_name),
        lrc_encoding=phone.get("lrc_encoding", usual.lrc_encoding),
        m4b=phone.get("m4b", usual.m4b),
        page=phone.get("page", usual.page),
        cover=bool(cover),
        cover_file=str(project / cover) if isinstance(cover, str) else None,
        music=Music(path("intro"), path("outro"), path("between")),
    )
