"""Takes in a script: which sentence they belong to now, and what becomes of their utterances."""

from dataclasses import replace

import pytest

from dangke_audio.model.lecture import Lecture, Section, Sentence
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.speech import Cast, Pauses, Script, Speaker, SpokenLecture, SpokenSection, SpokenSentence
from dangke_audio.model.take import NO_TAKES, RetakenSentence, Take, Takes, TakeVoice
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.scripting import apply_takes, write_script
from dangke_audio.scripting.takes import Line, find_sentences, lines_of, voice_of, written_around

PAUSES = Pauses(clause_ms=100, sentence_ms=300, paragraph_ms=500, heading_ms=700, chapter_ms=900)
SPEAKER = Speaker("tone", 1.0, -2.0)
PROFILE = VoiceProfile("tone", "音调", "recording", "tone", 1.0, -2.0, PAUSES, "测试")
VOICE = TakeVoice("recording", "tone", 1.0)
SPOKEN = Take(2, "语速 0.96", "一句.wav", "ab" * 32, VOICE)
RECORDED = replace(SPOKEN, voice=None)
RATE_HZ = 24_000


def said(spoken: str, line: int = 1) -> SpokenSentence:
    syllables = tuple("zi4" if "\u4e00" <= character <= "\u9fff" else None for character in spoken)
    return SpokenSentence(Sentence(spoken, "body", Location("讲稿.txt", line), False), spoken, syllables, ())


def lecture(*chapters: str) -> SpokenLecture:
    """Chapters as `一句。二句。`; lines are counted over all sentences."""
    sections: list[SpokenSection] = []
    line = 0
    for number, text in enumerate(chapters):
        spoken = []
        for words in text.split("。")[:-1]:
            line += 1
            spoken.append(said(f"{words}。", line))
        section = Section(number, 1, f"第{number}章" if number else None, False, tuple(s.sentence for s in spoken))
        sections.append(SpokenSection(section, tuple(spoken)))
    plain = Lecture(None, None, None, None, None, tuple(s.section for s in sections), (), ())
    return SpokenLecture(plain, tuple(sections), ())


def script_of(spoken: SpokenLecture, longest: int = 60) -> Script:
    return write_script(spoken, Cast(SPEAKER), PAUSES, longest)


def lines(spoken: SpokenLecture) -> tuple[Line, ...]:
    return lines_of(spoken, script_of(spoken))


def retaken(spoken: SpokenLecture, index: int, take: Take = SPOKEN) -> RetakenSentence:
    """What is kept of a line when it is retaken."""
    every = lines(spoken)
    before, after = written_around(every, index)
    occurrence = sum(line.said == every[index].said for line in every[: index + 1])
    return RetakenSentence(every[index].written, every[index].said, occurrence, before, after, take.number, (take,))


def applied(spoken: SpokenLecture, *sentences: RetakenSentence, longest: int = 60) -> tuple[list[str], list[Finding]]:
    """The written sentences that are heard as takes, and the findings."""
    takes = Takes(sentences, "digest")
    found, script = apply_takes(spoken, script_of(spoken, longest), takes, PROFILE, RATE_HZ)
    return [one.sentence.written for one in script.utterances if one.take], list(found.findings)


def where(before: SpokenLecture, index: int, after: SpokenLecture) -> int | None:
    """At which line a sentence is found after an edit."""
    return find_sentences([retaken(before, index)], lines(after)).get(0)


def test_without_takes_nothing_changes() -> None:
    spoken = lecture("一句。二句。")
    script = script_of(spoken)
    assert apply_takes(spoken, script, NO_TAKES, PROFILE, RATE_HZ) == (spoken, script)


def test_a_sentence_with_a_take_is_one_utterance_with_its_pause() -> None:
    long = "这是很长的一句话，" * 5 + "到此为止"
    spoken = lecture("一句。二句。", f"头一句。{long}。末一句。")
    script = script_of(spoken, 20)
    pieces = [one for one in script.utterances if one.sentence.written == f"{long}。"]
    assert len(pieces) > 2
    _, whole = apply_takes(spoken, script, Takes((retaken(spoken, 3),), "x"), PROFILE, RATE_HZ)
    (heard,) = [one for one in whole.utterances if one.take]
    assert heard.take == SPOKEN.key(RATE_HZ)
    assert heard.spoken == f"{long}。"
    assert len(heard.syllables) == len(heard.spoken)
    assert heard.pause_after_ms == pieces[-1].pause_after_ms
    assert heard.sentence is pieces[0].sentence
    assert [(c.first, c.end) for c in whole.chapters] == [(0, 2), (2, 5)]
    assert [one for one in whole.utterances if not one.take] == [u for u in script.utterances if u not in pieces]


def test_a_recording_brings_its_own_level_and_a_take_that_of_its_voice() -> None:
    spoken = lecture("一句。二句。")
    for take, gain_db in ((SPOKEN, -2.0), (RECORDED, 0.0)):
        takes = Takes((retaken(spoken, 1, take),), "x")
        _, script = apply_takes(spoken, script_of(spoken), takes, PROFILE, RATE_HZ)
        assert [one.speaker.gain_db for one in script.utterances] == [-2.0, gain_db]


def test_the_usual_sound_can_be_chosen_again() -> None:
    spoken = lecture("一句。二句。")
    assert applied(spoken, replace(retaken(spoken, 1), chosen=1)) == ([], [])


def test_a_sentence_that_moved_keeps_its_take() -> None:
    before = lecture("一句。二句。三句。", "四句。五句。")
    after = lecture("新的一句。一句。三句。", "四句。新的五句。二句。")
    assert where(before, 1, after) == 5
    assert applied(after, retaken(before, 1)) == (["二句。"], [])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (("谢谢。一句。谢谢。二句。谢谢。",), 2),  # as it was
        (("一句。谢谢。二句。谢谢。",), 1),  # the first one removed
        (("谢谢。新句。谢谢。一句。谢谢。二句。谢谢。",), 4),  # one more before it
        (("谢谢。新句。谢谢。新的。谢谢。",), 2),  # both neighbours changed: the second of three
        (("二句。谢谢。", "谢谢。一句。谢谢。"), 4),  # beside the neighbour it had
        (("只有。谢谢。",), 1),  # the last one left
    ],
)
def test_of_equal_sentences_the_one_that_was_meant(after: tuple[str, ...], expected: int) -> None:
    assert where(lecture("谢谢。一句。谢谢。二句。谢谢。"), 2, lecture(*after)) == expected


def test_equal_sentences_have_takes_of_their_own() -> None:
    before = lecture("好。好。一句。好。")
    sentences = [retaken(before, index) for index in (0, 1, 3)]
    assert find_sentences(sentences, lines(before)) == {0: 0, 1: 1, 2: 3}
    assert find_sentences(sentences, lines(lecture("好。一句。好。"))) == {0: 0, 2: 2}


def test_a_changed_sentence_loses_its_take_and_is_named() -> None:
    before = lecture("一句。要学习好。三句。")
    heard, findings = applied(lecture("一句。要领会好。三句。"), retaken(before, 1))
    assert heard == []
    (finding,) = findings
    assert (finding.severity, finding.code) == ("info", "take-lost")
    assert "要学习好" in finding.message
    assert finding.location is not None
    assert finding.location.line == 2


def test_another_reading_is_another_sentence() -> None:
    before, after = lecture("一句。要学习好。三句。"), lecture("一句。要学习好。三句。")
    (section,) = after.sections
    first, second, third = section.sentences
    read = replace(second, syllables=("yao1", *second.syllables[1:]))
    heard, findings = applied(
        replace(after, sections=(replace(section, sentences=(first, read, third)),)), retaken(before, 1)
    )
    assert heard == []
    assert [finding.location.line for finding in findings if finding.location] == [2]


def test_a_lost_recording_is_a_warning() -> None:
    before = lecture("一句。要学习好。三句。")
    _, findings = applied(lecture("一句。要领会好。三句。"), retaken(before, 1, RECORDED))
    assert [finding.severity for finding in findings] == ["warning"]


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("一句。完全两样。三句。", 2),  # between its neighbours, whatever it says
        ("一句。要学习得好。别的。", 2),  # beside one of them, and alike
        ("新的。要学习得好。三句。", 2),
        ("一句。三句。", None),  # gone
        ("一句。插进来的。别的。三句。", None),  # gone, and others came
    ],
)
def test_where_a_lost_sentence_stood(after: str, line: int | None) -> None:
    _, findings = applied(lecture(after), retaken(lecture("一句。要学习好。三句。"), 1))
    (finding,) = findings
    assert finding.location is not None
    assert finding.location.line == line


def test_a_new_wording_with_takes_of_its_own_ends_the_matter() -> None:
    before, after = lecture("一句。要学习好。三句。"), lecture("一句。要领会好。三句。")
    assert applied(after, retaken(before, 1), retaken(after, 1)) == (["要领会好。"], [])


@pytest.mark.parametrize(
    "other",
    [
        replace(PROFILE, engine="kokoro"),
        replace(PROFILE, voice="low"),
        replace(PROFILE, speed=0.9),
        replace(PROFILE, options={"pitch": "-5Hz"}),
    ],
)
def test_a_take_is_for_the_voice_that_spoke_it(other: VoiceProfile) -> None:
    spoken = lecture("一句。二句。")
    script = write_script(spoken, Cast(other.speaker), PAUSES, 60)
    takes = Takes((retaken(spoken, 1),), "x")
    found, unchanged = apply_takes(spoken, script, takes, other, RATE_HZ)
    assert unchanged == script
    (finding,) = found.findings
    assert (finding.severity, finding.code) == ("info", "take-of-another-voice")
    assert finding.location is not None
    assert finding.location.line == 2
    recorded = Takes((retaken(spoken, 1, RECORDED),), "x")
    found, script = apply_takes(spoken, script, recorded, other, RATE_HZ)
    assert found.findings == ()
    assert [bool(one.take) for one in script.utterances] == [False, True]


def test_gain_and_pauses_make_no_other_voice() -> None:
    quiet = replace(PROFILE, gain_db=-9.0, pauses=replace(PAUSES, clause_ms=1))
    assert voice_of(quiet.speaker, quiet) == voice_of(PROFILE.speaker, PROFILE) == VOICE
