"""What is remembered of sentences is what would be found out again, and nothing that has changed is remembered."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.plugins.recording_engine import RecordingEngine

from dangke_audio.model.lecture import Lecture, Section, Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin
from dangke_audio.model.speech import SpokenLecture
from dangke_audio.normalizing import normalize
from dangke_audio.remembering import RECORD, KnownSentences
from dangke_audio.voicing import voice_lecture

WRITTEN = ("2023年全镇增长8.5%。", "他在重庆长大。", "银行行长说好。", "用℡联系。")


def lecture(*written: str, pins: tuple[Pin, ...] = ()) -> Lecture:
    """One section; each sentence on a line of its own."""
    sentences = tuple(
        Sentence(words, "body", Location("讲稿.txt", line), ends_paragraph=True, pins=pins)
        for line, words in enumerate(written, start=1)
    )
    return Lecture(None, None, None, None, None, (Section(1, 1, None, False, sentences),), (), ())


def voiced(spoken: Lecture, known: KnownSentences | None = None) -> SpokenLecture:
    return voice_lecture(spoken, RecordingEngine(), known=known)


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that go through the rules from now on."""
    found: list[str] = []

    def noted(sentence: Sentence, *more: object) -> object:
        found.append(sentence.written)
        return normalize(sentence, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("dangke_audio.voicing.normalize", noted)
    return found


def test_a_remembered_lecture_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownSentences("rules", tmp_path)
    first = voiced(lecture(*WRITTEN), known)
    known.save()
    asked = heard(monkeypatch)
    assert voiced(lecture(*WRITTEN), KnownSentences("rules", tmp_path)) == first
    assert asked == []
    assert first == voiced(lecture(*WRITTEN))
    assert first.findings, "or nothing is shown about findings"


def test_only_a_changed_sentence_goes_through_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownSentences("rules", tmp_path)
    voiced(lecture(*WRITTEN), known)
    known.save()
    asked = heard(monkeypatch)
    changed = ("新来的一句。", *WRITTEN)
    again = voiced(lecture(*changed), KnownSentences("rules", tmp_path))
    assert asked == ["新来的一句。"]
    assert again == voiced(lecture(*changed)), "places are those of now"


def test_other_rules_and_other_pins_are_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownSentences("rules", tmp_path)
    voiced(lecture(*WRITTEN), known)
    known.save()
    asked = heard(monkeypatch)
    voiced(lecture(*WRITTEN), KnownSentences("other rules", tmp_path))
    assert asked == list(WRITTEN)
    del asked[:]
    pinned = voiced(lecture(WRITTEN[1], pins=(Pin(4, 5, "chang2"),)), KnownSentences("rules", tmp_path))
    assert asked == [WRITTEN[1]]
    assert pinned.sections[0].sentences[0].syllables[4] == "chang2"


def test_equal_sentences_have_places_of_their_own(tmp_path: Path) -> None:
    known = KnownSentences("rules", tmp_path)
    spoken = voiced(lecture("用℡联系。", "用℡联系。"), known)
    lines = {finding.location.line for finding in spoken.findings if finding.location}
    assert lines == {1, 2}
    assert spoken == voiced(lecture("用℡联系。", "用℡联系。"))


@pytest.mark.parametrize("record", ["", "[]", "{", '{"digest": "rules", "sentences": {}}', '{"digest": "rules"}'])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).write_text(record)
    known = KnownSentences("rules", tmp_path)
    assert voiced(lecture(*WRITTEN), known) == voiced(lecture(*WRITTEN))


def test_a_damaged_sentence_is_found_out_again(tmp_path: Path) -> None:
    known = KnownSentences("rules", tmp_path)
    voiced(lecture(*WRITTEN), known)
    known.save()
    record = tmp_path / RECORD
    record.write_text(record.read_text("utf-8").replace('"二零二三年', '"二零二三'), "utf-8")
    assert voiced(lecture(*WRITTEN), KnownSentences("rules", tmp_path)) == voiced(lecture(*WRITTEN))


def test_only_the_sentences_of_the_last_build_are_kept(tmp_path: Path) -> None:
    for written in (WRITTEN, WRITTEN[:1]):
        known = KnownSentences("rules", tmp_path)
        voiced(lecture(*written), known)
        known.save()
    assert WRITTEN[1] not in (tmp_path / RECORD).read_text("utf-8")
    assert KnownSentences("rules", tmp_path).recall(lecture(WRITTEN[0]).sections[0].sentences[0])
    assert not KnownSentences("rules", tmp_path).recall(
        replace(lecture(WRITTEN[0]).sections[0].sentences[0], written=WRITTEN[1])
    )
