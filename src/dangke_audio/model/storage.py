"""What the stages need of a store; the program's own is on disk, a cluster's may be anywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class Store(Protocol):
    """Entries that are written once under a key that says what they are, and never change."""

    def read(self, key: str) -> bytes | None:
        """The entry, whole and verified, or None where there is none (a damaged one counts as none)."""

    def length(self, key: str) -> int | None:
        """Bytes of the entry, or None where there is none; what it holds is not verified."""

    def write(self, key: str, payload: bytes) -> None:
        """Keep an entry; after return a reader sees all of it, before that nothing. Raises StorageError."""


@runtime_checkable
class FarStore(Store, Protocol):
    """A store for which each question is a journey: it is better asked for many keys at once."""

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        """What `length` says of each key that is there."""


def lengths(store: Store, keys: Iterable[str]) -> Mapping[str, int]:
    """What the store says of each key that is there, in bytes."""
    if isinstance(store, FarStore):
        return store.lengths(keys)
    return {key: length for key in dict.fromkeys(keys) if (length := store.length(key)) is not None}


@dataclass(frozen=True, slots=True)
class Stores:
    """The user's two stores; they are kept apart because a clip costs seconds to make again and a block hundredths."""

    clips: Store
    """What was spoken, as 16-bit samples."""
    blocks: Store
    """What was encoded, as MP3 frames."""
