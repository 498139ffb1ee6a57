"""File names that Windows, Android, FAT32 and ext4 all take, from titles as authors write them. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

# ext4 takes 255 bytes for a name (85 Han characters). What is left is for a number in front and for what comes
# behind the stem (`.chapters.json`, `.时间表.txt`, a hash), and keeps whole paths under the 260 of Windows.
LONGEST_BYTES = 200

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Names of devices; Windows means the device even where a suffix follows (`nul.mp3`).
RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def file_stem(title: str, fallback: str, longest_bytes: int = LONGEST_BYTES) -> str:
    """A title as the stem of a file name of at most `longest_bytes` bytes of UTF-8; `fallback` where nothing is left.

    E.g. `“三农”工作：问/答?` → `“三农”工作：问 答`; `CON.` → `_CON`.
    """
    stem = _trimmed(_cut(_cleaned(title), longest_bytes))
    if RESERVED.match(stem):
        stem = _trimmed(_cut("_" + stem, longest_bytes))
    return stem or fallback


def filled(pattern: str, parts: Mapping[str, str | None]) -> str:
    """A pattern such as `{date} {title}` with its parts; what joins a part that is not known goes with it.

    E.g. `{title}-{speaker}` without speaker is `题目`, and not `题目-`.
    """
    known = re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1]) or "\0", pattern)
    return re.sub(r"[\s_\-—·]*\0[\s_\-—·]*", lambda gap: " " if gap.start() else "", known).strip()


def section_stems(titles: Sequence[str]) -> tuple[str, ...]:
    """`01-一、开头`, `02-…`: numbered with at least two digits, so that name order is playing order and no two are alike."""
    digits = max(2, len(str(len(titles))))
    stems = []
    for number, title in enumerate(titles, start=1):
        prefix = f"{number:0{digits}}-"
        stems.append(prefix + file_stem(title, "章节", LONGEST_BYTES - len(prefix)))
    return tuple(stems)


def _cleaned(title: str) -> str:
    spaced = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title))
    return " ".join("".join(map(_printable, spaced)).split())


def _printable(character: str) -> str:
    """Controls and line ends become a blank; what has no width (joiners, direction marks) and lone surrogates vanish."""
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    return "" if category in {"Cf", "Cs"} else character


def _cut(name: str, longest_bytes: int) -> str:
    return name.encode()[:longest_bytes].decode(errors="ignore")


def _trimmed(name: str) -> str:
    """Windows drops dots and blanks at the end; a dot in front hides the file and would clash with `.dangke`."""
    return name.rstrip(". ").lstrip(". ")
