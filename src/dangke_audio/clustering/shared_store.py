"""Clips that several machines share, and a copy of them on this one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dangke_audio.clustering.url_store import UrlStore
from dangke_audio.model.storage import Store, lengths
from dangke_audio.synthesizing import DiskStore


def shared_clips(near: Store, url: str) -> Store:
    """Clips at `url`, with those of this machine in front of them. Raises ConfigError for a URL that cannot be opened."""
    folder = _folder(url)
    return _Shared(near, UrlStore(url) if folder is None else DiskStore(folder))


def _folder(url: str) -> Path | None:
    """The folder that a URL names; None where it is none. `C:/clips` is a folder, and so is `file:///C:/clips`."""
    parts = urlsplit(url)
    if len(parts.scheme) < 2:
        return Path(url)
    return Path(re.sub(r"^/(?=[A-Za-z]:)", "", unquote(parts.path))) if parts.scheme == "file" else None


@dataclass(frozen=True, slots=True)
class _Shared:
    """Each clip travels once: what was read or written is near as well. Both ends verify what they give."""

    near: Store
    far: Store

    def read(self, key: str) -> bytes | None:
        """Raises StorageError where the far one cannot be reached, or the near one is full."""
        found = self.near.read(key)
        if found is None and (found := self.far.read(key)) is not None:
            self.near.write(key, found)
        return found

    def length(self, key: str) -> int | None:
        """Raises StorageError."""
        found = self.near.length(key)
        return self.far.length(key) if found is None else found

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Raises StorageError."""
        asked = list(keys)
        found = dict(lengths(self.near, asked))
        missing = [key for key in asked if key not in found]
        return {**found, **lengths(self.far, missing)} if missing else found

    def write(self, key: str, payload: bytes) -> None:
        """First near, so that it is kept where the other end fails. Raises StorageError."""
        self.near.write(key, payload)
        self.far.write(key, payload)
