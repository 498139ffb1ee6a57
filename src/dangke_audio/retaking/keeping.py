"""Writing into the folder of takes: the sound first, then the list that names it, each whole or not at all."""

import io
import json
import wave
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dangke_audio.delivering.names import file_stem
from dangke_audio.durable import TEMPORARY_PREFIX, storage_error, write_durably
from dangke_audio.errors import BusyError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.take import RetakenSentence, Take, Takes
from dangke_audio.reading.takes import LIST, takes_folder

LOCK = ".lock"
LONGEST_NAME_BYTES = 60
_HEAD = """\
# 重读、换录过的句子。chosen 是选用第几个：1 是原来的读法，2 起是下面列出的声音文件。
# 可以手改 chosen；删去一段 [[sentences]]，那一句就回到原来的读法。其余各项由程序填写。
"""


@contextmanager
def writing_takes(script: Path) -> Iterator[Path]:
    """Hold the folder of takes beside a script; made where there is none, and gone again where nothing was kept in it.

    Raises BusyError where another program holds it, StorageError where it cannot be written.
    """
    folder = takes_folder(script)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise BusyError("这篇讲稿正在由另一个程序重读", place=str(script), hint="请等它完成后再运行") from error
    except OSError as error:
        raise storage_error(folder, error) from error
    try:
        for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
            with suppress(OSError):
                leftover.unlink()
        yield folder
    finally:
        lock.release()
        with suppress(OSError):  # somebody else has begun to write into it, or has removed it
            if {path.name for path in folder.iterdir()} <= {LOCK}:
                (folder / LOCK).unlink(missing_ok=True)
                folder.rmdir()


def wave_bytes(pcm: Pcm) -> bytes:
    """A WAV file of 16 bits; equal samples give equal bytes."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(pcm.rate_hz)
        sound.writeframes(pcm.data)
    return target.getvalue()


def keep_sound(folder: Path, sentence: RetakenSentence, number: int, data: bytes, others: Collection[str]) -> str:
    """Write a take's WAV; returns its name: 要认真学习-5e0c12-2.wav. `others` are the names that are taken."""
    words = file_stem(sentence.written.rstrip("。！？；：，、…—”’）"), "句子", LONGEST_NAME_BYTES)
    stem = f"{words}-{sentence.said[:6]}-{number}"
    names = (f"{stem}{end}.wav" for end in ("", *(f"-{again}" for again in range(2, len(others) + 3))))
    name = next(name for name in names if name not in others)
    write_durably(folder / name, [data])
    return name


def keep_list(folder: Path, takes: Takes) -> None:
    """Write the list anew; without any sentence there is none. Raises StorageError."""
    if takes.sentences:
        write_durably(folder / LIST, ["\n".join([_HEAD, *map(_table, takes.sentences)]).encode()])
        return
    try:
        (folder / LIST).unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(folder / LIST, error) from error


def _table(sentence: RetakenSentence) -> str:
    fields = {
        "written": sentence.written,
        "chosen": sentence.chosen,
        "said": sentence.said,
        "occurrence": sentence.occurrence,
        "before": sentence.before,
        "after": sentence.after,
    }
    return "\n".join(["[[sentences]]", *_fields(fields), "", *map(_take_table, sentence.takes)])


def _take_table(take: Take) -> str:
    fields: dict[str, object] = {"number": take.number, "how": take.how, "file": take.file, "sha256": take.sha256}
    if take.voice:
        fields |= {"engine": take.voice.engine, "voice": take.voice.voice, "speed": take.voice.speed}
        fields |= {"options": take.voice.options} if take.voice.options else {}
    return "\n".join(["[[sentences.takes]]", *_fields(fields), ""])


def _fields(fields: dict[str, object]) -> Iterator[str]:
    """TOML's strings are written as those of JSON are, but that a DEL must be escaped too (TOML 1.0, basic strings)."""
    for name, value in fields.items():
        yield f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
