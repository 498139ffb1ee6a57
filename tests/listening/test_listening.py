"""Published lectures of tones, with faults planted into their MP3: a recognizer of tones hears them all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.planted_faults import Tape
from tests.support.tone_recognizer import SPRING, ToneRecognizer, words_of

from dangke_audio.listening import Ear, Heard, PublishedSpeech, Threshold, listen_to, oddities, published_speech
from dangke_audio.listening.frames import open_frames
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing import DiskStore


@dataclass(frozen=True, slots=True)
class Bench:
    """A lecture that was built, and one who can hear it."""

    speech: PublishedSpeech
    recognizer: ToneRecognizer
    memory: Path

    def hear(self, speech: PublishedSpeech | None = None) -> Heard:
        ear = Ear(self.recognizer, DiskStore(self.memory))
        return listen_to(speech or self.speech, ear, Threshold(), lambda _done, _total: None)

    def hear_with(self, plant: Callable[[Tape], list[bytes]]) -> Heard:
        """The lecture with a fault in its MP3."""
        tape = Tape.of(self.speech)
        mp3 = self.memory.parent / "planted.mp3"
        tape.write(mp3, plant(tape))
        return self.hear(replace(self.speech, mp3=mp3))

    def number(self, words: str) -> int:
        """Of the sentence that has these words."""
        return next(n for n, each in enumerate(self.speech.sentences) if words in each.written)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.make(tmp_path_factory.mktemp("lecture"), SPRING)
    done = project.build()
    assert done.code == 0, done.err
    return project


@pytest.fixture
def bench(built: Project, tmp_path: Path) -> Bench:
    words = words_of(built.out)
    return Bench(published_speech(built.out), ToneRecognizer(words), tmp_path / "heard")


def suspicious(heard: Heard) -> list[str]:
    return [verdict.sentence.written for verdict in heard.suspicious]


def test_a_lecture_as_it_was_published_is_understood(bench: Bench) -> None:
    heard = bench.hear()
    assert suspicious(heard) == []
    assert [verdict.opinion.strict.errors for verdict in heard.verdicts] == [0] * len(heard.verdicts)
    assert list(oddities(heard)) == []
    assert heard.new == len(heard.verdicts)


def test_what_was_heard_is_not_heard_again(bench: Bench) -> None:
    bench.hear()
    assert bench.hear().new == 0


def test_a_sentence_that_moves_is_not_heard_again(bench: Bench, built: Project, tmp_path: Path) -> None:
    """Its frames are the same wherever it stands; a new one is heard."""
    bench.hear()
    moved = Project.make(tmp_path / "moved", SPRING.replace("一、早准备\n", "一、早准备\n今天说两件事。\n"))
    assert moved.build().code == 0
    speech = published_speech(moved.out)
    with open_frames(speech.mp3) as frames:
        ear = Ear(bench.recognizer, DiskStore(bench.memory))
        known = [ear.recall(frames.around(each.start, each.end)) is not None for each in speech.sentences]
    assert [each.written for each, is_known in zip(speech.sentences, known, strict=True) if not is_known] == [
        "今天说两件事。"
    ]


FAULTS: dict[str, Callable[[Tape, int], list[bytes]]] = {
    "dropped": lambda tape, number: tape.without(number),
    "silent": lambda tape, number: tape.silenced(number),
    "swapped": lambda tape, number: tape.swapped(number, number + 1),
    "begins twice": lambda tape, number: tape.repeated(number, 0.8),
    "said twice": lambda tape, number: tape.repeated(number, 1.4),
    "noise": lambda tape, number: tape.noisy(number, 0.4, 0.6, -10),
    "another lecture's": lambda tape, number: tape.spoken_otherwise(number, tape.sound(0)),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("words", ["检查水渠", "上山"])
def test_every_planted_fault_is_found_where_it_is(bench: Bench, fault: str, words: str) -> None:
    bench.hear()
    number = bench.number(words)
    heard = bench.hear_with(lambda tape: FAULTS[fault](tape, number))
    found = set(suspicious(heard))
    here, next_one = (bench.speech.sentences[n].written for n in (number, number + 1))
    assert here in found or (fault == "said twice" and next_one in found)  # what is too much ends where the next begins
    assert found <= {here, next_one}, "one fault is told as one"
    assert heard.is_changed


def test_noise_that_hides_nothing_is_told_with_its_place(bench: Bench) -> None:
    """The tones are understood through it: only the sound itself says that it is there."""
    bench.hear()
    number = bench.number("检查水渠")
    heard = bench.hear_with(lambda tape: tape.noisy(number, 0.2, 1.1, 5))
    (found,) = heard.suspicious
    assert found.sentence is bench.speech.sentences[number]
    assert not found.differs
    assert found.opinion.strict.errors == 0
    start_s = found.sentence.start / bench.speech.rate_hz
    assert found.noise is not None
    assert found.noise.start_s == pytest.approx(start_s + 0.2, abs=0.25)
    assert found.noise.end_s == pytest.approx(start_s + 1.3, abs=0.25)
    assert bench.hear_with(lambda tape: tape.noisy(number, 0.2, 1.1, 5)).suspicious == (found,), "what is remembered"


@pytest.mark.parametrize("fault", ["dropped", "begins twice", "said twice"])
def test_a_fault_is_told_as_one_where_nothing_was_heard_before(bench: Bench, fault: str) -> None:
    number = bench.number("上山")
    heard = bench.hear_with(lambda tape: FAULTS[fault](tape, number))
    (found,) = suspicious(heard)
    assert found in {bench.speech.sentences[n].written for n in (number, number + 1)}
    assert len(heard.shifted) >= len(bench.speech.sentences) - number - 2
    assert any("对不上" in line for line in oddities(heard))


def test_a_wrong_reading_is_found(bench: Bench) -> None:
    """Two syllables of nine are other tones."""
    number = bench.number("备好种子")

    def plant(tape: Tape) -> list[bytes]:
        sound = tape.sound(number)
        first, end = 1200 + 720 + 2 * 4800, 1200 + 720 + 4 * 4800
        other = sound.data[2 * (first + 2 * 4800) : 2 * (end + 2 * 4800)]
        data = sound.data[: 2 * first] + other + sound.data[2 * end :]
        return tape.with_block(number, tape.encoded(Pcm(sound.rate_hz, data)))

    assert suspicious(bench.hear_with(plant)) == [bench.speech.sentences[number].written]


def test_a_file_that_is_cut_short_is_told(bench: Bench) -> None:
    bench.hear()
    heard = bench.hear_with(lambda tape: list(tape.frames[: tape.block(len(tape.speech.sentences) - 1)[0]]))
    assert suspicious(heard) == [bench.speech.sentences[-1].written]
    assert any("短" in line for line in oddities(heard))


def test_what_is_only_a_little_late_is_not_told_besides(bench: Bench) -> None:
    """Another clip, a frame longer: the sentences behind it are right in their own time and a frame later."""
    bench.hear()
    number = bench.number("检查水渠")

    def plant(tape: Tape) -> list[bytes]:
        first, end = tape.block(number)
        return tape.with_block(number, [*tape.silenced(number)[first:end], tape.silenced(number)[first]])

    assert suspicious(bench.hear_with(plant)) == [bench.speech.sentences[number].written]
