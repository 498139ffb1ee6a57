"""Sizes and ages as users write and read them: `5GB`, `90d`. A GB is 1024³ bytes, as Windows counts. Pure."""

import re
import unicodedata

from dangke_audio.errors import ConfigError

_BYTES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}
_SECONDS = {
    **dict.fromkeys(("h", "小时", "时"), 3_600),
    **dict.fromkeys(("d", "天", "日"), 86_400),
    **dict.fromkeys(("w", "周", "星期"), 7 * 86_400),
}
_SIZE = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,6})?) ?(?:(?P<unit>[kmgt])i?b?|b|字节)", re.IGNORECASE)
_AGE = re.compile(rf"(?P<number>\d{{1,9}}(?:\.\d{{1,6}})?) ?(?P<unit>{'|'.join(_SECONDS)})", re.IGNORECASE)


def size_bytes(written: str) -> int:
    """`5GB`, `800 M`, `1.5g`, `0` → bytes. Raises ConfigError."""
    plain = _plain(written)
    if plain == "0":
        return 0
    match = _SIZE.fullmatch(plain)
    if match is None:
        raise ConfigError(f"看不懂大小“{written}”", hint="请写成数字加单位，例如 5GB、800MB")
    return int(float(match["number"]) * _BYTES[(match["unit"] or "").lower()])


def age_s(written: str) -> float:
    """`90d`, `12h`, `8w`, `90 天` → seconds. Raises ConfigError."""
    match = _AGE.fullmatch(_plain(written))
    if match is None:
        raise ConfigError(f"看不懂时间长短“{written}”", hint="请写成数字加单位，例如 90d（天）、12h（小时）、8w（周）")
    return float(match["number"]) * _SECONDS[match["unit"].lower()]


def readable_size(size: int) -> str:
    """1572864 → 1.5 MB."""
    for letter in ("t", "g", "m", "k"):
        if size >= _BYTES[letter]:
            return f"{size / _BYTES[letter]:.1f} {letter.upper()}B"
    return f"{size} 字节"


def _plain(written: str) -> str:
    """A Chinese keyboard also writes ５ＧＢ."""
    return unicodedata.normalize("NFKC", written).strip()
