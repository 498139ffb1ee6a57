"""The model as one file, brought on a stick to a machine that has not the four packages."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from dangke_audio.durable import storage_error, write_durably
from dangke_audio.engines.kokoro import model_file
from dangke_audio.engines.kokoro.model_file import is_whole, joined_path
from dangke_audio.errors import EngineError, StorageError

HEAD_BYTES = 4096
HEAD_SHA256 = "065631b9db3736dbb60084ac543b4aa44780abc39eff21456cb6ca421f110468"
"""Of the model's first 4096 bytes: tells a copy that was cut short from another file."""
CHUNK_BYTES = 2**20


def take_model(source: Path, folder: Path) -> Path:
    """Copy the model to where `joined_model` looks for it; says where that is. Nothing is done where it is already.

    Raises EngineError for a file that cannot be read, is not the model, or is a damaged copy of it; StorageError where
    the folder cannot be written or has no room. Then nothing is left behind.
    """
    target = joined_path(folder)
    if is_whole(target):
        return target
    _require_model(source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_suffix(".lock")):
            _require_room(target.parent)
            write_durably(target, _checked_chunks(source))
    except OSError as error:
        raise storage_error(target.parent, error) from error
    return target


def _require_model(source: Path) -> None:
    """Raise EngineError for what is plainly not the model; its digest is computed while it is copied."""
    if source.is_dir():
        raise EngineError("这是一个文件夹，不是语音模型", place=str(source), hint=_wanted())
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            head = hashlib.sha256(file.read(HEAD_BYTES)).hexdigest()
    except FileNotFoundError as error:
        raise EngineError("找不到这个文件", place=str(source), hint="请检查盘符和文件名") from error
    except OSError as error:
        raise _unreadable(source, error) from error
    if size == model_file.MODEL_BYTES:
        return
    if head == HEAD_SHA256 and size < model_file.MODEL_BYTES:
        told = f"语音模型没有拷完整：只有 {size:,} 字节，应当是 {model_file.MODEL_BYTES:,} 字节"
        raise EngineError(told, place=str(source), hint="请重新拷贝这个文件")
    raise EngineError("这个文件不是本程序的语音模型", place=str(source), hint=_wanted())


def _require_room(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < model_file.MODEL_BYTES:
        told = f"磁盘空间不足：语音模型要 {model_file.MODEL_BYTES / 1e6:.0f} MB，只剩 {free / 1e6:.0f} MB"
        hint = "请腾出空间后重新运行，或用环境变量 DANGKE_AUDIO_CACHE 把缓存文件夹换到别的盘"
        raise StorageError(told, place=str(folder), hint=hint)


def _checked_chunks(source: Path) -> Iterator[bytes]:
    """The file's bytes, read once; raises EngineError behind the last one where they are not the model's."""
    digest = hashlib.sha256()
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
                yield chunk
    except OSError as error:
        raise _unreadable(source, error) from error
    if digest.hexdigest() != model_file.MODEL_SHA256:
        raise EngineError("语音模型已损坏：校验和不对", place=str(source), hint="请重新拷贝这个文件，或换一个 U 盘")


def _unreadable(source: Path, error: OSError) -> EngineError:
    hint = "请重新插好 U 盘再试，或重新拷贝这个文件"
    return EngineError(f"读不出这个文件：{error.strerror or error}", place=str(source), hint=hint)


def _wanted() -> str:
    name = joined_path(Path()).name
    return f"要的是 {name}，{model_file.MODEL_BYTES:,} 字节，在能出声的电脑的缓存文件夹 models 里"
