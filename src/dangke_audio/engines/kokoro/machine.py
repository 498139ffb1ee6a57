"""What is found out once about a machine and kept beside the model."""

import hashlib
import platform
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from dangke_audio.durable import write_durably
from dangke_audio.errors import StorageError

CPUINFO = Path("/proc/cpuinfo")


def remembered(folder: Path, question: str, about: tuple[str, ...], pattern: str, find_out: Callable[[], str]) -> str:
    """The answer to a question about this processor, this onnxruntime and `about`: kept in `folder`, or found out now.

    What is kept and does not look like `pattern` is damaged, and found out again.
    """
    digest = hashlib.sha256("\n".join((processor(), version("onnxruntime"), *about)).encode()).hexdigest()[:16]
    kept = folder / f"{question}-{digest}.txt"
    if kept.is_file():
        text = kept.read_text(encoding="ascii", errors="replace")
        if re.fullmatch(pattern, text):
            return text
    answer = find_out()
    try:
        write_durably(kept, [answer.encode("ascii")])
    except StorageError:
        return answer  # a cache that cannot be written makes the next start slower, nothing else
    return answer


def processor() -> str:
    """Model and instruction sets of the processor: what chooses between onnxruntime's kernels."""
    described = f"{platform.system()} {platform.machine()} {platform.processor()}"
    if not CPUINFO.is_file():
        return described
    lines = CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    telling = {line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))}
    return "\n".join([described, *sorted(telling)])
