"""The working copy of an upload: what the studio edits and builds, while the original stays as it came.

讲稿.docx               never changed
讲稿.docx.toml, .takes  its sidecar and takes, which are the copy's too (working_copy.py)
讲稿.docx.proof/        讲稿.proof        the script as it is now (reading/working_copy.py)
                        history.json      what was changed, for undo and redo
"""

from pathlib import Path

from dangke_audio.durable import write_durably
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading import read
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.working_copy import original_of, working_copy_bytes
from dangke_audio.studio.proof.history import HISTORY
from dangke_audio.studio.proof.unwrapping import unwrapped
from dangke_audio.working_copy import copy_path


def working_copy(original: Path) -> Path:
    """The working copy of a script, made where there is none. Raises SourceError, StorageError.

    An original that was replaced
    is copied anew as long as nothing was edited; the edits of an older one are not thrown away.
    """
    copy = copy_path(original)
    made_of = original_of(copy)
    if made_of is not None and (is_edited(original) or _sha256(original) in (made_of, None)):
        return copy
    document = unwrapped(read(original))
    write_durably(copy, [working_copy_bytes(document, document.sha256)])
    return copy


def is_edited(original: Path) -> bool:
    """Whether its working copy was ever changed, and so is the script from then on."""
    return copy_path(original).with_name(HISTORY).exists()


def save_copy(copy: Path, document: SourceDocument) -> None:
    """Write an edited script into its working copy. Raises StorageError; then the old text stands."""
    write_durably(copy, [working_copy_bytes(document, original_of(copy) or "")])


def _sha256(original: Path) -> str | None:
    """None where the original is gone: the copy is all there is."""
    try:
        return sha256_of(original.read_bytes())
    except OSError:
        return None
