"""Starting the speaking process, and believing nothing that it says without a look."""

import subprocess
import sys
from pathlib import Path

from dangke_audio.engines.espeak import child
from dangke_audio.engines.espeak_library import locate, without_data
from dangke_audio.errors import EngineError, SynthesisError
from dangke_audio.model.audio import Pcm

TIMEOUT_S = 20.0
"""A sentence takes 0.05 s; a machine that swaps may take longer."""
LONGEST_S = 600
_MAGIC = b"S16LE"
_HEADER_BYTES = len(_MAGIC) + 8
_REINSTALL = "请重新安装 espeakng-loader"


def speak(text: str, voice: str, words_per_minute: int) -> Pcm:
    """What espeak-ng makes of pinyin and phonemes, at its own rate. Raises EngineError, SynthesisError."""
    files = locate()
    program = [sys.executable, "-I", "-S", str(Path(child.__file__)), str(files.library), str(files.data)]
    try:
        done = subprocess.run(
            [*program, voice, str(words_per_minute)],
            input=text.encode(),
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise SynthesisError(f"espeak-ng {TIMEOUT_S:.0f} 秒没有读完这一句", kind="passing") from error
    except OSError as error:
        message = f"espeak-ng 的语音进程不能启动：{error.strerror or error}"
        raise SynthesisError(message, kind="passing", hint="请关掉一些程序后重试") from error
    match done.returncode:
        case 0:
            return _sound(done.stdout)
        case child.NO_DATA:
            raise without_data(files)
        case child.NO_VOICE:
            raise EngineError(f"espeak-ng 的数据里没有声音 {voice}", hint=_REINSTALL)
    last = done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2][:200]
    why = f"退出码 {done.returncode}" + (f"，{last}" if last else "")
    raise SynthesisError(f"espeak-ng 的语音进程意外结束（{why}）", kind="passing", hint=_REINSTALL)


def _sound(answer: bytes) -> Pcm:
    """The answer's samples. Raises SynthesisError for what is not whole."""
    magic, rest = answer[: len(_MAGIC)], answer[len(_MAGIC) :]
    rate_hz, size = int.from_bytes(rest[:4], "little"), int.from_bytes(rest[4:8], "little")
    data = rest[8:]
    if (
        magic != _MAGIC
        or size != len(data)
        or size % 2
        or not 8_000 <= rate_hz <= 48_000
        or size > 2 * rate_hz * LONGEST_S
    ):
        raise SynthesisError("espeak-ng 的回答不完好", kind="passing", hint=_REINSTALL)
    if not data:
        raise SynthesisError("espeak-ng 没有发出声音", kind="text")
    return Pcm(rate_hz, data)
