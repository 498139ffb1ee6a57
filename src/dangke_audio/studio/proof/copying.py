"""The working copy of an upload: what the studio edits and builds, while the original stays as it came.

讲稿.docx               never changed
讲稿.docx.proof/        讲稿.proof        the script as it is now (reading/working_copy.py)
                        讲稿.proof.toml   its sidecar, at first a copy of the original's
                        讲稿.proof.takes  its takes, likewise
                        history.json      what was changed, for undo and redo
"""

import shutil
from pathlib import Path

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading import WORKING_COPY, read
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.sidecar import sidecar_of
from dangke_audio.reading.takes import takes_folder
from dangke_audio.reading.working_copy import original_of, working_copy_bytes
from dangke_audio.studio.proof.history import HISTORY
from dangke_audio.studio.proof.unwrapping import unwrapped


def working_copy(original: Path) -> Path:
    """The working copy of a script, made where there is none. Raises SourceError, StorageError.

    Its stem is the original's, so that a build of it is published under the same name. An original that was replaced
    is copied anew as long as nothing was edited; the edits of an older one are not thrown away.
    """
    folder = original.with_name(f"{original.name}{WORKING_COPY}")
    copy = folder / f"{original.stem}{WORKING_COPY}"
    made_of = original_of(copy)
    if made_of is not None and ((folder / HISTORY).exists() or _sha256(original) in (made_of, None)):
        return copy
    document = unwrapped(read(original))
    if made_of is None:
        _copy_belongings(original, copy)
    write_durably(copy, [working_copy_bytes(document, document.sha256)])
    return copy


def save_copy(copy: Path, document: SourceDocument) -> None:
    """Write an edited script into its working copy. Raises StorageError; then the old text stands."""
    write_durably(copy, [working_copy_bytes(document, original_of(copy) or "")])


def _sha256(original: Path) -> str | None:
    """None where the original is gone: the copy is all there is."""
    try:
        return sha256_of(original.read_bytes())
    except OSError:
        return None


def _copy_belongings(original: Path, copy: Path) -> None:
    """Sidecar and takes as they lie beside the original."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        if sidecar_of(original).is_file() and not sidecar_of(copy).exists():
            shutil.copyfile(sidecar_of(original), sidecar_of(copy))
        if takes_folder(original).is_dir() and not takes_folder(copy).exists():
            shutil.copytree(takes_folder(original), takes_folder(copy))
    except OSError as error:
        raise storage_error(copy.parent, error) from error
