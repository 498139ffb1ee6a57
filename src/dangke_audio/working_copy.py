"""Where the studio keeps the working copy of a script: `讲稿.docx` is edited in `讲稿.docx.proof/讲稿.proof`. Pure.

What belongs to a script (sidecar, takes, the folder of its lecture) belongs to the original's name.
"""

from pathlib import Path

WORKING_COPY = ".proof"


def copy_path(original: Path) -> Path:
    """Where its working copy is, or would be. The stem is the original's, so that names made of it are the same."""
    return original.with_name(f"{original.name}{WORKING_COPY}") / f"{original.stem}{WORKING_COPY}"


def original_path(script: Path) -> Path:
    """The script that a working copy was made of; any other script itself."""
    folder = script.parent
    if folder.suffix != WORKING_COPY:
        return script
    original = folder.with_suffix("")
    return original if copy_path(original) == script else script
