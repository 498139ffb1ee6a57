"""A published lecture as it should be heard: its sentences, what they say, and where they are in which MP3."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dangke_audio.delivering.manifest import MANIFEST, SCHEMA
from dangke_audio.errors import SourceError
from dangke_audio.listening.syllables import Expected, expected_syllables
from dangke_audio.model.rendition import Place


@dataclass(frozen=True, slots=True)
class ToHear:
    """One sentence. Times are samples of the whole lecture, from the first of its speech to the last."""

    written: str
    expected: tuple[Expected, ...]
    place: Place
    start: int
    end: int

    @property
    def syllables(self) -> int:
        """How many must be heard."""
        return sum(not each.is_optional for each in self.expected)


@dataclass(frozen=True, slots=True)
class PublishedSpeech:
    """A lecture as its manifest has it."""

    title: str
    folder: Path
    mp3: Path
    sha256: str
    """Of the MP3 as it was published."""
    rate_hz: int
    samples: int
    chapters: tuple[str, ...]
    sentences: tuple[ToHear, ...]


def published_speech(folder: Path) -> PublishedSpeech:
    """Read a published lecture's manifest. Raises SourceError where there is none that says what should be heard."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if int(content["schema"]) != SCHEMA:
            hint = "请重新运行 dangke-audio build"
            raise SourceError("这篇讲稿是别的版本的程序生成的", place=str(folder), hint=hint)
        mp3 = next((file for file in content["files"] if file["kind"] == "lecture"), None)
        if mp3 is None:
            hint = "大喇叭版听的是同样的句子：先用 dangke-audio build 生成手机版再听"
            raise SourceError("这篇讲稿没有手机收听的 MP3", place=str(folder), hint=hint)
        if any("pinyin" not in sentence for sentence in content["sentences"]):
            hint = "请重新运行 dangke-audio build，声音不用重做"
            raise SourceError("这篇讲稿是旧版本程序生成的，没有记下每句该怎么读", place=str(folder), hint=hint)
        return _checked(
            PublishedSpeech(
                title=str(content["title"]),
                folder=folder,
                mp3=folder / str(mp3["name"]),
                sha256=str(mp3["sha256"]),
                rate_hz=int(content["rate_hz"]),
                samples=int(content["samples"]),
                chapters=tuple(str(chapter["title"]) for chapter in content["chapters"]),
                sentences=tuple(_sentences(content)),
            )
        )
    except OSError as error:
        hint = "先运行 dangke-audio build 讲稿；要给出的是 output，或里面那篇讲稿的文件夹"
        raise SourceError("这里没有生成好的讲稿录音", place=str(folder), hint=hint) from error
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        hint = "请重新运行 dangke-audio build"
        raise SourceError(f"{MANIFEST} 已损坏", place=str(folder), hint=hint) from error


def _checked(speech: PublishedSpeech) -> PublishedSpeech:
    """The same. Raises ValueError where its figures make no sense."""
    for sentence in speech.sentences:
        if not (0 <= sentence.start <= sentence.end and 1 <= sentence.place.chapter <= len(speech.chapters)):
            raise ValueError(sentence)
    if speech.rate_hz <= 0 or not speech.sentences:
        raise ValueError(speech)
    return speech


def _sentences(content: Mapping[str, Any]) -> Iterator[ToHear]:
    place = Place(0, 0)
    for sentence in content["sentences"]:
        chapter = int(sentence["chapter"])
        place = Place(chapter, place.sentence + 1 if chapter == place.chapter else 1)
        syllables = [None if each == "-" else str(each) for each in sentence["pinyin"].split()]
        yield ToHear(
            written=str(sentence["written"]),
            expected=expected_syllables(str(sentence["spoken"]), syllables),
            place=place,
            start=int(sentence["start_sample"]),
            end=int(sentence["end_sample"]),
        )
