"""The real recognizer hears real speech: what is right it understands, and every planted fault it finds."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.planted_faults import Tape

from dangke_audio.engines.registry import load_engine
from dangke_audio.listening import Ear, Heard, PublishedSpeech, Threshold, Whisper, listen_to, published_speech
from dangke_audio.listening.recognizer import PARTS, has_digit
from dangke_audio.synthesizing import DiskStore
from dangke_audio.synthesizing.trimming import trim

for needed in ("faster_whisper", *(package for package, _ in PARTS)):
    pytest.importorskip(needed, reason="the extra `listen` is not installed")

pytestmark = pytest.mark.speech

TEXT = """讲稿：村里的两件事
各位乡亲：
一、修好水渠
今年春天雨水少，我们要抓紧时间把水渠修好。
每家出一个劳动力，工具由村委会准备。
全长三百二十米，计划用十五天完成。
二、注意防火
上坟祭祀请用鲜花，不要烧纸放炮。
发现山火，请马上打电话报告。
谢谢大家。
"""
SPOILT = "工具由村委会准备"


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory, kept_cache: Path) -> PublishedSpeech:
    project = Project.make(tmp_path_factory.mktemp("speech"), TEXT)
    done = project.build(voice="zm_yunjian", DANGKE_AUDIO_CACHE=str(kept_cache))
    assert done.code == 0, done.err
    return published_speech(project.out)


@pytest.fixture
def hear(kept_cache: Path) -> Callable[[PublishedSpeech], Heard]:
    ear = Ear(Whisper(), DiskStore(kept_cache / "heard"))
    return lambda speech: listen_to(speech, ear, Threshold(), lambda _done, _all: None)


def suspicious(heard: Heard) -> set[str]:
    return {verdict.sentence.written for verdict in heard.suspicious}


def test_what_is_right_is_understood(lecture: PublishedSpeech, hear: Callable[[PublishedSpeech], Heard]) -> None:
    heard = hear(lecture)
    assert suspicious(heard) == set()
    errors = sum(verdict.opinion.strict.errors for verdict in heard.verdicts)
    assert errors <= 0.05 * sum(verdict.sentence.syllables for verdict in heard.verdicts)
    assert not any(has_digit(verdict.first.heard) for verdict in heard.verdicts), "numbers are written as they are said"


def misread(tape: Tape, number: int) -> list[bytes]:
    """村委会 with two other syllables."""
    sentence = json.loads((tape.speech.folder / "manifest.json").read_bytes())["sentences"][number]
    engine = load_engine("kokoro")
    syllables = tuple(None if each == "-" else each for each in sentence["pinyin"].split())
    place = sentence["spoken"].index("委会")
    heard = engine.hear(sentence["spoken"], (*syllables[:place], "la1", "ge4", *syllables[place + 2 :]))
    return tape.spoken_otherwise(number, trim(engine.speak(heard.text, "zm_yunjian", 1.0)))


FAULTS: dict[str, Callable[[Tape, int], list[bytes]]] = {
    "dropped": lambda tape, number: tape.without(number),
    "swapped": lambda tape, number: tape.swapped(number, number + 1),
    "repeated": lambda tape, number: tape.repeated(number, 1.5),
    "loud noise": lambda tape, number: tape.noisy(number, 0.3, 2.0, -10),
    "noise": lambda tape, number: tape.noisy(number, 0.3, 1.5, -5),
    "noise as loud as speech": lambda tape, number: tape.noisy(number, 0.3, 1.5, 0),
    "noise below the speech": lambda tape, number: tape.noisy(number, 0.3, 1.5, 5),
    "misread": misread,
    "from elsewhere": lambda tape, number: tape.spoken_otherwise(number, tape.sound(len(tape.speech.sentences) - 2)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_is_found(
    lecture: PublishedSpeech,
    hear: Callable[[PublishedSpeech], Heard],
    speech_cache: Path,
    tmp_path: Path,
    fault: str,
) -> None:
    hear(lecture)
    tape = Tape.of(lecture)
    number = next(n for n, each in enumerate(lecture.sentences) if SPOILT in each.written)
    mp3 = tmp_path / "planted.mp3"
    tape.write(mp3, FAULTS[fault](tape, number))
    found = suspicious(hear(replace(lecture, mp3=mp3)))
    here, next_one = (lecture.sentences[n].written for n in (number, number + 1))
    assert here in found
    assert found <= {here, next_one}
