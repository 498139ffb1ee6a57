"""Lecture → SpokenLecture: each sentence normalized, then pronounced, then tried on the engine."""

from collections.abc import Iterator

from dangke_audio.engines.contract import Engine
from dangke_audio.model.lecture import Lecture, Section, Sentence
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import SpokenLecture, SpokenSection, SpokenSentence
from dangke_audio.normalizing import normalize
from dangke_audio.pronouncing import pronounce
from dangke_audio.pronouncing.pronouncer import is_han


def voice_lecture(lecture: Lecture, engine: Engine) -> SpokenLecture:
    """What will be said of a lecture. Its findings are those of the lecture, of both stages and of the engine."""
    findings = list(lecture.findings)
    sections = tuple(_voice_section(section, engine, findings) for section in lecture.sections)
    return SpokenLecture(lecture, sections, tuple(findings))


def _voice_section(section: Section, engine: Engine, findings: list[Finding]) -> SpokenSection:
    return SpokenSection(section, tuple(_voice_sentence(sentence, engine, findings) for sentence in section.sentences))


def _voice_sentence(sentence: Sentence, engine: Engine, findings: list[Finding]) -> SpokenSentence:
    normalized = normalize(sentence)
    pronounced = pronounce(normalized.spoken, sentence.location)
    findings.extend(normalized.findings)
    findings.extend(pronounced.findings)
    spoken = SpokenSentence(sentence, normalized.spoken, pronounced.syllables, normalized.changes)
    findings.extend(_unspeakable(spoken, engine))
    return spoken


def _unspeakable(spoken: SpokenSentence, engine: Engine) -> Iterator[Finding]:
    """What the engine has no sound for, unless pronouncing has complained of it already (Han without a reading)."""
    silent = {
        character
        for character, reading in zip(spoken.spoken, spoken.syllables, strict=True)
        if reading is None and is_han(character)
    }
    for character in dict.fromkeys(engine.hear(spoken.spoken, spoken.syllables).unspeakable):
        if character not in silent:
            message = f"“{character}”（U+{ord(character):04X}）读不出来，请改写或删去"
            yield Finding("error", "unspeakable", message, spoken.sentence.location)
