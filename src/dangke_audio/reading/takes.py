"""`<file name>.takes/` beside a script: the takes of its sentences, WAV files and a list of them.

[[sentences]]
written = "要认真学习。"
chosen = 2             # 1 is the usual sound
said = "5e0c…"
occurrence = 1
before = "第一件事很重要。"
after = "二、第二件事"

[[sentences.takes]]
number = 2
how = "语速 0.96"
file = "要认真学习-5e0c12-2.wav"
sha256 = "91ab…"
engine = "kokoro"      # these three are missing where a person has recorded it
voice = "zm_yunjian"
speed = 1.0
"""

import hashlib
import io
import json
import tomllib
import wave
from dataclasses import asdict, replace
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.take import NO_TAKES, USUAL, RetakenSentence, Take, Takes, TakeVoice
from dangke_audio.reading.files import file_bytes, sha256_of
from dangke_audio.working_copy import original_path

LIST = "takes.toml"
LARGEST_LIST_BYTES = 5_000_000
LARGEST_SOUND_BYTES = 64_000_000
_HELP = "请改回原样，或者删去这一段；删去整个文件就回到没有重读过的样子"


def takes_folder(script: Path) -> Path:
    """Where the takes of a script are: `讲稿.docx.takes`; a working copy has its original's."""
    script = original_path(script)
    return script.with_name(f"{script.name}.takes")


def read_takes(script: Path) -> Takes:
    """The takes beside a script. Raises SourceError for a list that cannot be read; sound files are not looked into."""
    folder = takes_folder(script)
    path = folder / LIST
    if not path.is_file():
        return NO_TAKES
    place = f"{folder.name}/{LIST}"
    try:
        table = tomllib.loads(file_bytes(path, LARGEST_LIST_BYTES).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"重读清单的格式不对：{error}", place=place, hint=_HELP) from error
    entries = table.get("sentences", [])
    if not isinstance(entries, list):
        raise SourceError("“sentences”应当写成一段一段的 [[sentences]]", place=place, hint=_HELP)
    sentences = tuple(
        _sentence(entry, f"{place} 第 {number} 个 [[sentences]]") for number, entry in enumerate(entries, 1)
    )
    return Takes(sentences, _digest(sentences, folder))


def read_sound(folder: Path, take: Take) -> Pcm:
    """The samples of a take. Raises SourceError, naming the file, where it is missing or not what was kept."""
    place = f"{folder.name}/{take.file}"
    kept = "请把文件放回原处；或用 dangke-audio retake 重做这一句，--choose 1 改回原来的读法"
    if not (folder / take.file).is_file():
        raise SourceError("选用的声音文件不见了", place=place, hint=kept)
    data = file_bytes(folder / take.file, LARGEST_SOUND_BYTES)
    if sha256_of(data) != take.sha256:
        hint = f"{kept}；如果是您自己改过它，请用 dangke-audio replace 把它重新换上"
        raise SourceError("选用的声音文件损坏了，或者改过", place=place, hint=hint)
    try:
        with wave.open(io.BytesIO(data)) as sound:
            if (sound.getnchannels(), sound.getsampwidth()) == (1, 2) and sound.getnframes():
                return Pcm(sound.getframerate(), sound.readframes(sound.getnframes()))
    except (wave.Error, EOFError) as error:
        raise SourceError(f"选用的声音文件不是 WAV：{error}", place=place, hint=kept) from error
    raise SourceError("选用的声音文件应当是单声道、16 位、有声音的 WAV", place=place, hint=kept)


def _digest(sentences: tuple[RetakenSentence, ...], folder: Path) -> str | None:
    """Of what is chosen, and whether its file is whole: what decides the sound, and nothing else of the folder."""
    chosen = [
        [asdict(replace(sentence, takes=(take,))), _is_whole(folder, take)]
        for sentence in sentences
        if (take := sentence.choice)
    ]
    return sha256_of(json.dumps(chosen, sort_keys=True).encode()) if chosen else None


def _is_whole(folder: Path, take: Take) -> bool:
    try:
        with (folder / take.file).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == take.sha256
    except OSError:
        return False


def _sentence(entry: object, place: str) -> RetakenSentence:
    if not isinstance(entry, dict):
        raise SourceError("应当写成 [[sentences]]", place=place, hint=_HELP)
    found = entry.get("takes", [])
    if not isinstance(found, list):
        raise SourceError("“takes”应当写成一段一段的 [[sentences.takes]]", place=place, hint=_HELP)
    takes = tuple(_take(take, f"{place} 第 {number} 个 takes") for number, take in enumerate(found, 1))
    numbers = [take.number for take in takes]
    if len(set(numbers)) < len(numbers):
        raise SourceError("有两个读法的 number 一样", place=place, hint=_HELP)
    chosen = _integer(entry, "chosen", place)
    if chosen not in (USUAL, *numbers):
        known = "、".join(map(str, (USUAL, *numbers)))
        raise SourceError(f"没有第 {chosen} 个读法", place=place, hint=f"chosen 可以写 {known}；1 是原来的读法")
    words = [_text(entry, name, place) for name in ("written", "said")]
    around = [_text(entry, name, place) if name in entry else "" for name in ("before", "after")]
    occurrence = _integer(entry, "occurrence", place)
    return RetakenSentence(words[0], words[1], occurrence, around[0], around[1], chosen, takes)


def _take(entry: object, place: str) -> Take:
    if not isinstance(entry, dict):
        raise SourceError("应当写成 [[sentences.takes]]", place=place, hint=_HELP)
    number, file = _integer(entry, "number", place), _text(entry, "file", place)
    if number <= USUAL:
        raise SourceError("number 从 2 数起，1 是原来的读法", place=place, hint=_HELP)
    if Path(file).name != file or "\\" in file:
        raise SourceError(f"“{file}”应当只是文件名，不带文件夹", place=place, hint=_HELP)
    voice = None if "engine" not in entry else _voice(entry, place)
    return Take(number, _text(entry, "how", place), file, _text(entry, "sha256", place), voice)


def _voice(entry: dict[str, object], place: str) -> TakeVoice:
    speed = entry.get("speed")
    if not isinstance(speed, int | float):
        raise SourceError("“speed”应当是数", place=place, hint=_HELP)
    options = _text(entry, "options", place) if "options" in entry else ""
    return TakeVoice(_text(entry, "engine", place), _text(entry, "voice", place), float(speed), options)


def _text(entry: dict[str, object], name: str, place: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise SourceError(f"“{name}”应当是引号里的文字", place=place, hint=_HELP)
    return value


def _integer(entry: dict[str, object], name: str, place: str) -> int:
    value = entry.get(name)
    if type(value) is not int or value < 1:
        raise SourceError(f"“{name}”应当是 1、2、3……", place=place, hint=_HELP)
    return value
