"""espeak-ng as it comes in the package espeakng-loader: where its files are, and its rules and dictionary for English.

This is the small part of its C interface (speak_lib.h of espeak-ng 1.52) that turns text into phonemes; the library has
one state, so whoever wants sound from it (espeak/) starts a process of his own.
"""

import ctypes
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from dangke_audio.errors import EngineError

VOICE = b"en-us"
LONGEST_PATH = 155
"""Bytes. It cuts the path to its data at 160 (230 on Windows) and then does not find them."""
_SYNCHRONOUS_OUTPUT = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_LOCK = Lock()
"""The library has one answer buffer for the whole process."""
_HINT = "请重新安装 espeakng-loader；装不上时，请把英文改写成中文"


@dataclass(frozen=True, slots=True)
class EspeakFiles:
    """What the package brings."""

    library: Path
    data: Path
    """The folder with phonemes, dictionaries and voices."""


def locate() -> EspeakFiles:
    """Where the files are. Raises EngineError where the package is missing or has lost its data."""
    try:
        import espeakng_loader

        found = EspeakFiles(Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()))
    except (ImportError, OSError, RuntimeError) as error:  # RuntimeError: the package has lost its data
        raise EngineError(f"英文读音库 espeak-ng 无法载入：{error}", hint=_HINT) from error
    # Where there is none, the library falls back on the folder of its builder and complains on stderr.
    if not (found.data / "phontab").is_file():
        raise without_data(found)
    return found


def without_data(files: EspeakFiles) -> EngineError:
    """The library does not find its data; why, as far as it can be told."""
    is_long = len(_encoded(files.data)) > LONGEST_PATH
    hint = "请把程序装到路径较短的文件夹" if is_long else _HINT
    return EngineError("英文读音库 espeak-ng 读不到数据", place=str(files.data), hint=hint)


def english_sounds(words: str, form: int) -> str:
    """The sounds of English words, in the form that espeak_TextToPhonemes calls phonememode.

    The same words always give the same sounds, whatever was asked before. Raises EngineError.
    """
    library = load()
    text = ctypes.create_string_buffer(words.encode())
    rest = ctypes.c_void_p(ctypes.addressof(text))
    clauses: list[bytes] = []
    with _LOCK:
        while rest.value:  # one clause a call; null behind the last one
            clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, form) or b"")
    return " ".join(clause.decode() for clause in clauses if clause).strip()


def espeak_version() -> str:
    """Of the library, `1.52.0`. Raises EngineError where it cannot be loaded."""
    library = load()
    library.espeak_Info.restype = ctypes.c_char_p
    return str(library.espeak_Info(None).decode())


@cache
def load() -> ctypes.CDLL:
    """The library in this process, set to English; 5 ms. Raises EngineError."""
    files = locate()
    try:
        library = ctypes.CDLL(str(files.library))
    except OSError as error:
        raise EngineError(f"英文读音库 espeak-ng 无法载入：{error}", hint=_HINT) from error
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    started = library.espeak_Initialize(_SYNCHRONOUS_OUTPUT, 0, _encoded(files.data), _DO_NOT_EXIT) > 0
    if not started or library.espeak_SetVoiceByName(VOICE) != 0:
        raise without_data(files)
    return library


def _encoded(path: Path) -> bytes:
    """As C's fopen takes it: on Windows in the code page of the system, else in that of file names."""
    return str(path).encode("mbcs") if sys.platform == "win32" else os.fsencode(path)
