"""Names on the stick: what FAT32, Windows and simple players all take. Pure.

Players of the kind read at most 99 folders in the root and 99 files in each, and no folders in folders (manual of the
DSPPA MP8735). Many show the first characters of a name only, and know no other than digits: those come first.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from dangke_audio.delivering.names import FORBIDDEN, RESERVED, file_stem
from dangke_audio.errors import ConfigError
from dangke_audio.exporting.programme import HornLecture, Slot, Track

MOST_FOLDERS = 99
MOST_FILES = 99
LONGEST_NAME = 31
"""In UTF-16 units, which is how FAT32 counts, with number and suffix."""
LONGEST_SLOT = 10
"""So that a slot's folder takes two entries in the root, whatever it is called: `01_` and 10 more fit one long-name
entry of 13 units. A folder of the next export then takes the place of one of the last, and the order of folders stays."""
LONGEST_FAT_NAME = 255
LARGEST_FILE = 2**32 - 1
"""Bytes that FAT32 can hold in one file."""
INTO_EMPTY = "加 --into-empty"
"""How a hint says that an empty target may be used; what is no terminal says it in another way."""
WITHOUT_SLOTS = "01"
ALL = "全部"
SUFFIX = ".mp3"
OUR_FOLDER = re.compile(r"\d\d(?:_.+)?")
OUR_FILE = re.compile(r"\d{4}.*\.mp3")


def slot_names(written: str) -> tuple[str, ...]:
    """`早,晚` → its slots, in this order; Chinese commas separate too. Raises ConfigError where one cannot be a folder."""
    names = [unicodedata.normalize("NFC", name.strip()) for name in re.split("[,，、]", written)]
    place = f"--slots {written}"
    for name in names:
        if not name:
            raise ConfigError("时段的名字是空的", place=place, hint="例如 --slots 早,晚")
        if file_stem(name, "") != name:
            hint = "只用汉字、字母和数字，例如 --slots 早,晚"
            raise ConfigError(f"时段“{name}”里有文件名不能用的字符", place=place, hint=hint)
        if units(name) > LONGEST_SLOT:
            raise ConfigError(f"时段“{name}”太长", place=place, hint=f"最多 {LONGEST_SLOT} 个字，例如 --slots 早,晚")
    if len({folded(name) for name in names}) < len(names):
        raise ConfigError("时段的名字有重复", place=place, hint="每个时段的名字要不一样，例如 --slots 早,晚")
    if len(names) > MOST_FOLDERS:
        raise ConfigError(
            f"有 {len(names)} 个时段", place=place, hint=f"主机最多认 {MOST_FOLDERS} 个文件夹，请减少时段"
        )
    return tuple(names)


def programme(lectures: Sequence[HornLecture], slots: Sequence[str]) -> tuple[Slot, ...]:
    """Everything in every slot, numbered through; one folder where there are no slots.

    Raises ConfigError where a folder would hold more files than players read.
    """
    tracks = _tracks(lectures)
    if len(tracks) > MOST_FILES:
        hint = f"主机在一个文件夹里最多认 {MOST_FILES} 个，请减少讲稿，分几次导出到不同的 U 盘"
        raise ConfigError(f"一共有 {len(tracks)} 个音频文件，太多了", hint=hint)
    if not slots:
        return (Slot(WITHOUT_SLOTS, ALL, tracks),)
    return tuple(Slot(f"{number:02}_{name}", name, tracks) for number, name in enumerate(slots, start=1))


def _tracks(lectures: Iterable[HornLecture]) -> tuple[Track, ...]:
    parts = [(lecture.title, part) for lecture in lectures for part in lecture.parts]
    tracks = []
    for number, (title, part) in enumerate(parts, start=1):
        label = part_label(part.name)
        tracks.append(Track(track_name(number, label), f"{title} {label}".strip(), part))
    return tuple(tracks)


def part_label(name: str) -> str:
    """What follows the number: `0002_第二部分.mp3` → `第二部分`."""
    stem = name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name
    return re.sub(r"^\d*[\s_\-.]*", "", stem, flags=re.ASCII).strip()


def track_name(number: int, label: str) -> str:
    """`0003_第一部分.mp3`, of at most 31 units; `0003.mp3` where nothing is left of the label."""
    room = LONGEST_NAME - len(f"{number:04}_{SUFFIX}")
    kept = cut_units(file_stem(label, ""), room).rstrip(". ")
    return f"{number:04}_{kept}{SUFFIX}" if kept else f"{number:04}{SUFFIX}"


def is_our_track(folder: str, name: str) -> bool:
    """Whether an export can have written that file: a marker may be forged, and nothing else is ever removed."""
    return (
        bool(OUR_FOLDER.fullmatch(folder) and OUR_FILE.fullmatch(name))
        and not fat_fault(folder)
        and not fat_fault(name)
    )


def fat_fault(name: str) -> str | None:
    """Why FAT32 or Windows cannot have such a name, in Chinese; None where they can."""
    if FORBIDDEN.search(name) or any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        return "有不能用的字符"
    if RESERVED.match(name):
        return "是 Windows 的设备名"
    if not name or name.rstrip(". ") != name:
        return "不能以点或空格结尾"
    return "太长" if units(name) > LONGEST_FAT_NAME else None


def units(name: str) -> int:
    """Length in UTF-16 units: 1 for most Han characters, 2 for the rare ones above U+FFFF."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2


def cut_units(name: str, most: int) -> str:
    """The longest head of at most so many UTF-16 units that ends with a whole character."""
    return name.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


def folded(name: str) -> str:
    """Names with the same fold are the same file on FAT32, or on the way to it."""
    return unicodedata.normalize("NFC", name).casefold()
