"""Which lectures this cache has been used for, so that what they are made of is not thrown away.

`<cache>/published/<digest of the path>.json` names a lecture's folder; the folder's manifest names clips and blocks.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError
from dangke_audio.folders import cache_folder

REGISTER = "published"
_KEY = re.compile(rb'"([0-9a-f]{64})"')
"""Whatever looks like a key: manifests of other versions name theirs elsewhere, and a digest of a file does no harm."""


@dataclass(frozen=True, slots=True)
class Named:
    """What published manifests name."""

    keys: frozenset[str]
    lectures: int
    """Whose manifests could be read."""
    away: int
    """Lectures on a drive that is not there now: nobody can say what they name."""


def register(folder: Path) -> None:
    """Remember that a lecture is published in `folder`; to be called before it is published.

    A cache that cannot be written does not keep a lecture from being built.
    """
    record = _record_of(folder)
    content = json.dumps({"folder": str(folder.absolute())}).encode()
    with suppress(OSError, StorageError):
        if not record.is_file() or record.read_bytes() != content:
            write_durably(record, [content])


def unregister(folder: Path) -> None:
    """Forget a lecture that was made for a while only."""
    with suppress(OSError):
        _record_of(folder).unlink()


def _record_of(folder: Path) -> Path:
    place = str(folder.absolute())
    return cache_folder() / REGISTER / f"{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()}.json"


def named_by_lectures(cache: Path) -> Named:
    """What the manifests of all registered lectures name."""
    keys: set[str] = set()
    lectures = away = 0
    for _, folder in _records(cache):
        try:
            keys.update(key.decode("ascii") for key in _KEY.findall((folder / MANIFEST).read_bytes()))
            lectures += 1
        except OSError:
            away += _is_away(folder)
    return Named(frozenset(keys), lectures, away)


def forget_removed(cache: Path) -> None:
    """Drop the records of lectures whose folder is gone, but not of those on a drive that has been taken out."""
    for record, folder in list(_records(cache)):
        if not folder.exists() and not _is_away(folder):
            with suppress(OSError):
                record.unlink()


def _is_away(folder: Path) -> bool:
    """A user who removes a lecture leaves the folder above it; a drive that is taken out does not."""
    return not folder.parent.exists()


def _records(cache: Path) -> Iterator[tuple[Path, Path]]:
    """Record and lecture folder; a damaged record is passed over, the lecture's next build writes it again."""
    for record in sorted((cache / REGISTER).glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            yield record, Path(json.loads(record.read_bytes())["folder"])
