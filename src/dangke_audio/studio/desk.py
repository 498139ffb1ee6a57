"""The documents of a project that the studio works on: `工作室/<id>/<script>`. The disk is what is remembered."""

import time
from dataclasses import dataclass
from pathlib import Path

from dangke_audio.choosing import settings_in
from dangke_audio.delivering.shelf import lecture_folder_name
from dangke_audio.durable import storage_error, sync_folder, write_durably
from dangke_audio.errors import UnknownDocumentError
from dangke_audio.preparing import BuildSettings
from dangke_audio.reading import SCRIPT_SUFFIXES
from dangke_audio.studio.proof import is_edited, working_copy
from dangke_audio.studio.record import DOCUMENT_ID, Record, read_back, written

FOLDER = "工作室"
RECORD = "studio.json"
REMOVED = ".删除的讲稿"
"""Inside the folder: what was removed from the list can be fetched back from here by hand."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One project folder."""

    project: Path

    @property
    def folder(self) -> Path:
        """Where all documents are kept."""
        return self.project / FOLDER

    @property
    def out(self) -> Path:
        """Where lectures are published: the same as on the command line."""
        return self.project / "output"

    def documents(self) -> tuple[tuple[str, Record], ...]:
        """Every document with its id, the newest first."""
        try:
            names = [entry.name for entry in self.folder.iterdir() if DOCUMENT_ID.fullmatch(entry.name)]
        except OSError:  # nothing was brought yet
            return ()
        found = [(name, record) for name in names if (record := self._read(name))]
        return tuple(sorted(found, key=lambda one: (-one[1].added_ns, one[0])))

    def record(self, document_id: str) -> Record:
        """Raises UnknownDocumentError for a document that is not there."""
        record = self._read(document_id) if DOCUMENT_ID.fullmatch(document_id) else None
        if record is None:
            raise UnknownDocumentError(document_id)
        return record

    def keep(self, document_id: str, record: Record) -> None:
        """Remember something of a document. Raises StorageError."""
        write_durably(self.folder / document_id / RECORD, [written(record)])

    def original_of(self, document_id: str) -> Path:
        """The file as it came, which is never changed. Raises UnknownDocumentError."""
        return self.folder / document_id / self.record(document_id).name

    def script_of(self, document_id: str) -> Path:
        """What is looked at and built: the original, or its working copy once that was edited.

        Raises UnknownDocumentError, SourceError, StorageError.
        """
        original = self.original_of(document_id)
        return working_copy(original) if is_edited(original) else original

    def settings_of(self, document_id: str) -> BuildSettings:
        """What a build of it is asked for: just what the command line would ask. Raises UnknownDocumentError, ConfigError."""
        return settings_in(self.project, self.record(document_id).wishes, self.out)

    def lecture_of(self, document_id: str) -> str:
        """The name of the folder below `out` where it is published, or would be. Raises UnknownDocumentError."""
        return lecture_folder_name(self.out, self.script_of(document_id))

    def remove(self, document_id: str) -> None:
        """Take it off the list; what was published stays. Raises UnknownDocumentError, StorageError."""
        self.record(document_id)
        home = self.folder / document_id
        try:
            (self.folder / REMOVED).mkdir(exist_ok=True)
            home.rename(self.folder / REMOVED / f"{document_id}-{time.time_ns()}")
        except OSError as error:
            raise storage_error(home, error) from error
        sync_folder(self.folder)

    def _read(self, document_id: str) -> Record | None:
        """A folder whose record is lost is found by the one script in it."""
        home = self.folder / document_id
        try:
            record = read_back((home / RECORD).read_bytes())
        except OSError:
            record = None
        record = record or _guessed(home)
        is_plain = record is not None and Path(record.name).name == record.name
        return record if record and is_plain and (home / record.name).is_file() else None


def _guessed(home: Path) -> Record | None:
    """The record of a document whose own is damaged, e.g. by a disk."""
    try:
        names = sorted(
            path.name for path in home.iterdir() if path.suffix.lower() in SCRIPT_SUFFIXES and path.is_file()
        )
        return Record(names[0], (home / names[0]).stat().st_mtime_ns) if names else None
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class ProofDocuments:
    """The same documents as proof-reading has them: always as working copies."""

    desk: Desk

    @property
    def project(self) -> Path:
        """The project folder."""
        return self.desk.project

    def script_of(self, document_id: str) -> Path:
        """The working copy, made where there is none. Raises UnknownDocumentError, SourceError, StorageError."""
        return working_copy(self.desk.original_of(document_id))

    def settings_of(self, document_id: str) -> BuildSettings:
        """As for a build. Raises UnknownDocumentError, ConfigError."""
        return self.desk.settings_of(document_id)
