"""English words → their sounds in the International Phonetic Alphabet, by espeak-ng's rules and dictionary for en-us.

The library and its data come in the package espeakng-loader; this is the small part of its C interface
(speak_lib.h of espeak-ng 1.52) that turns text into phonemes. No sound is made here.
"""

import ctypes
import os
import sys
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
# IPA (bit 1) with `^` between the letters of one sound (bit 7 and the character in bits 8–23): t^ʃ, e^ɪ.
_TIED_IPA = 0x02 | 0x80 | ord("^") << 8
_LOCK = Lock()
"""The library has one state and one answer buffer for the whole process."""
_HINT = "请重新安装 espeakng-loader；装不上时，请把英文改写成中文"


def ipa(words: str) -> str:
    """`serve the people` → `sˈɜːv ðə pˈiːpə^l`. The same words always give the same sounds. Raises EngineError."""
    library = _library()
    text = ctypes.create_string_buffer(words.encode())
    rest = ctypes.c_void_p(ctypes.addressof(text))
    clauses: list[bytes] = []
    with _LOCK:
        while rest.value:  # one clause a call; null behind the last one
            clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _TIED_IPA) or b"")
    return " ".join(clause.decode() for clause in clauses if clause).strip()


def espeak_version() -> str:
    """Of the library, `1.52.0`. Raises EngineError where it cannot be loaded."""
    library = _library()
    library.espeak_Info.restype = ctypes.c_char_p
    return str(library.espeak_Info(None).decode())


@cache
def _library() -> ctypes.CDLL:
    """Loaded and set to English; 5 ms."""
    try:
        import espeakng_loader

        data = str(espeakng_loader.get_data_path())
        library = ctypes.CDLL(str(espeakng_loader.get_library_path()))
    except (ImportError, OSError, RuntimeError) as error:  # RuntimeError: the package has lost its data
        raise EngineError(f"英文读音库 espeak-ng 无法载入：{error}", hint=_HINT) from error
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    # Where there is none, it falls back on the folder of its builder and complains on stderr.
    started = Path(data, "phontab").is_file() and (
        library.espeak_Initialize(_SYNCHRONOUS_OUTPUT, 0, _encoded(data), _DO_NOT_EXIT) > 0
    )
    if not started or library.espeak_SetVoiceByName(VOICE) != 0:
        hint = "请把程序装到路径较短的文件夹" if len(_encoded(data)) > LONGEST_PATH else _HINT
        raise EngineError("英文读音库 espeak-ng 读不到数据", place=data, hint=hint)
    return library


def _encoded(path: str) -> bytes:
    """As C's fopen takes it: on Windows in the code page of the system, else in that of file names."""
    return path.encode("mbcs") if sys.platform == "win32" else os.fsencode(path)
