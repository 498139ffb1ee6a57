"""A file or a text from the browser → a document on the desk. Nothing of what comes is trusted.

It is written to a folder of its own, read as a build would read it, and only then gets its place; what cannot be read
leaves nothing behind.
"""

import hashlib
import re
import secrets
import shutil
import time
import unicodedata
from contextlib import suppress
from pathlib import Path, PurePosixPath

from dangke_audio.delivering.names import file_stem
from dangke_audio.durable import ORPHAN_S, storage_error, sync_folder, write_durably
from dangke_audio.errors import SourceError, UnknownDocumentError
from dangke_audio.reading import SCRIPT_SUFFIXES, read
from dangke_audio.reading.files import sha256_of
from dangke_audio.studio.desk import RECORD, Desk
from dangke_audio.studio.record import Record, written

LARGEST_BYTES = 20_000_000
LONGEST_STEM_BYTES = 120
"""Of UTF-8: with the project's folder the whole path stays within what Windows takes."""
PASTED_STEM = 16
"""Characters of a pasted text that its file is named by."""
INCOMING = ".incoming-"
_SEPARATORS = re.compile(r"[/\\]")


def take_in(desk: Desk, asked_name: str, data: bytes) -> tuple[str, bool]:
    """Keep a file; says its id, and whether it is new: the same name and bytes are the same document.

    Raises SourceError for what is no readable script, StorageError.
    """
    name = safe_name(asked_name)
    if not data:
        raise SourceError("这个文件是空的", place=name, hint="请检查是不是选错了文件，或还没有保存")
    if len(data) > LARGEST_BYTES:
        raise too_large(name)
    document_id = hashlib.sha256(name.encode() + b"\0" + sha256_of(data).encode()).hexdigest()[:12]
    try:
        desk.record(document_id)
    except UnknownDocumentError:
        _place(desk, document_id, name, data)
        return document_id, True
    return document_id, False


def take_in_text(desk: Desk, text: str) -> tuple[str, bool]:
    """Keep a text that was pasted or typed, named after its first words. Raises SourceError, StorageError."""
    words = text.strip().replace("\r\n", "\n")
    if not words:
        raise SourceError("还没有文字", hint="请把讲稿粘贴到框里")
    stem = file_stem(words.splitlines()[0][:PASTED_STEM], "讲稿", LONGEST_STEM_BYTES)
    return take_in(desk, f"{stem}.txt", f"{words}\n".encode("utf-8", "replace"))


def safe_name(asked: str) -> str:
    """The last part of a name as browsers send it, as every file system takes it. Raises SourceError for other kinds."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", asked))[-1].strip()
    path = PurePosixPath(last)
    suffix = path.suffix.lower()
    if suffix not in SCRIPT_SUFFIXES:
        shown = file_stem(last, "没有名字的文件", LONGEST_STEM_BYTES)
        kinds = "Word 文档（.docx）、文本（.txt）、Markdown、网页、PDF 或 EPUB"
        raise SourceError("读不了这种文件", place=shown, hint=f"请给出{kinds}")
    return file_stem(path.stem, "讲稿", LONGEST_STEM_BYTES) + suffix


def too_large(name: str) -> SourceError:
    """More than is taken."""
    return SourceError(f"文件太大，最大 {LARGEST_BYTES // 1_000_000} MB", place=name, hint="请检查是否选错了文件")


def sweep(desk: Desk) -> None:
    """Throw away what a killed server was taking in; what is younger than an hour may be another server's."""
    oldest = time.time() - ORPHAN_S
    for leftover in desk.folder.glob(f"{INCOMING}*"):
        with suppress(OSError):
            if leftover.stat().st_mtime < oldest:
                shutil.rmtree(leftover, ignore_errors=True)


def _place(desk: Desk, document_id: str, name: str, data: bytes) -> None:
    incoming = desk.folder / f"{INCOMING}{secrets.token_hex(8)}"
    try:
        write_durably(incoming / name, [data])
        _require_words(incoming / name)
        write_durably(incoming / RECORD, [written(Record(name, time.time_ns()))])
        incoming.rename(desk.folder / document_id)
        sync_folder(desk.folder)
    except OSError as error:  # two browsers brought the same at once, or a folder is in the way
        if not _stands(desk, document_id):
            raise storage_error(desk.folder / document_id, error) from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _stands(desk: Desk, document_id: str) -> bool:
    try:
        desk.record(document_id)
    except UnknownDocumentError:
        return False
    return True


def _require_words(path: Path) -> None:
    """Raises SourceError where the file is no script."""
    document = read(path)
    if not document.paragraphs:
        raise SourceError("里面没有可以读的文字", place=path.name, hint="请检查是不是选错了文件")
