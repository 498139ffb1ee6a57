"""`[phone]` of dangke.toml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dangke_audio.config.checks import Check, is_flag, is_one_of, is_path
from dangke_audio.model.phone import NAME_PARTS, Music, PhoneOptions

BITRATES_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160)
"""Those that MP3 has at every sample rate (ISO 11172-3, 13818-3) and that are not too few for speech."""


def name_fault(pattern: str) -> str | None:
    """What is wrong with a file-name pattern, in the user's words; None where nothing is."""
    parts = re.findall(r"\{([^{}]*)\}", pattern)
    unknown = [part for part in parts if part not in NAME_PARTS]
    if unknown:
        return f"文件名里的 {{{unknown[0]}}} 不认识，可以用 {'、'.join(f'{{{part}}}' for part in NAME_PARTS)}"
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        return "文件名里的花括号不成对"
    return None if pattern.strip() else "文件名不能是空的"


def _is_cover(value: object) -> str | None:
    return None if isinstance(value, bool) else is_path(value) and "应是 true、false 或图片的文件名"


def _is_name(value: object) -> str | None:
    return name_fault(value) if isinstance(value, str) else "应是文字"


PHONE_FIELDS: Mapping[str, Check] = {
    "bitrate": is_one_of(BITRATES_KBPS),
    "file_name": _is_name,
    "lrc_encoding": is_one_of(("utf-8", "gb18030")),
    "m4b": is_flag,
    "page": is_flag,
    "cover": _is_cover,
    "intro": is_path,
    "outro": is_path,
    "between": is_path,
}
"""Every key, and what says that a value is wrong."""


def phone_options(phone: Mapping[str, Any], project: Path) -> PhoneOptions:
    """The options that a faultless table gives; paths are seen from `project`."""
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
