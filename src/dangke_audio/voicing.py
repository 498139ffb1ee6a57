"""Lecture → SpokenLecture: each sentence normalized, then pronounced, then tried on the engine."""

from collections.abc import Iterator

from dangke_audio.engines.contract import Engine, Heard
from dangke_audio.model.lecture import Lecture, Sentence
from dangke_audio.model.lexicon import NO_LEXICON, Lexicon
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import SpokenLecture, SpokenSection, SpokenSentence
from dangke_audio.normalizing import normalize
from dangke_audio.pinyin import is_han
from dangke_audio.pronouncing import pronounce
from dangke_audio.remembering import KnownSentences, Voiced


def voice_lecture(
    lecture: Lecture, engine: Engine, lexicon: Lexicon = NO_LEXICON, known: KnownSentences | None = None
) -> SpokenLecture:
    """What will be said of a lecture. Its findings are those of the lecture, of both stages and of the engine.

    `known` sentences are taken as they are, and learn the others.
    """
    known = known or KnownSentences("")
    findings = list(lecture.findings)
    sections = []
    for section in lecture.sections:
        voiced = [_voiced(sentence, engine, lexicon, known) for sentence in section.sentences]
        findings.extend(finding for one in voiced for finding in one.findings)
        sections.append(SpokenSection(section, tuple(one.spoken for one in voiced)))
    return SpokenLecture(lecture, tuple(sections), tuple(findings))


def _voiced(sentence: Sentence, engine: Engine, lexicon: Lexicon, known: KnownSentences) -> Voiced:
    voiced = known.recall(sentence)
    if voiced is None:
        voiced = _voice_sentence(sentence, engine, lexicon)
        known.learn(voiced)
    return voiced


def _voice_sentence(sentence: Sentence, engine: Engine, lexicon: Lexicon) -> Voiced:
    normalized = normalize(sentence, lexicon)
    pronounced = pronounce(normalized.spoken, sentence.location, pins=normalized.pins, lexicon=lexicon)
    spoken = SpokenSentence(sentence, normalized.spoken, pronounced.syllables, normalized.changes, pronounced.pinned)
    heard = engine.hear(spoken.spoken, spoken.syllables, spoken.pinned)
    told = (*normalized.findings, *pronounced.findings, *_unspeakable(spoken, heard), *_untold(spoken, heard))
    return Voiced(spoken, told)


def _untold(spoken: SpokenSentence, heard: Heard) -> Iterator[Finding]:
    """Readings that somebody fixed and that the engine cannot be told.

    A warning where the author or a lexicon wants another reading than the program's own; a remark where the program's
    tables have it against the usual one; nothing where anybody would read it so, as the 好 of 好人.
    """
    untold = [respelling for respelling in heard.respellings if respelling.after is None]
    if not untold:
        return
    usual = pronounce(spoken.spoken, spoken.sentence.location)
    for respelling in untold:
        places = range(respelling.start, respelling.start + len(respelling.before))
        is_own = all(spoken.syllables[place] == usual.syllables[place] for place in places)
        if is_own and usual.pinned.isdisjoint(places):
            continue
        message = f"“{respelling.before}”的读音没有同音字可以代替，这个声音可能读错；请听一遍，或改用离线声音"
        yield Finding("info" if is_own else "warning", "untold-reading", message, spoken.sentence.location)


def _unspeakable(spoken: SpokenSentence, heard: Heard) -> Iterator[Finding]:
    """What the engine has no sound for, unless pronouncing has complained of it already (Han without a reading)."""
    silent = {
        character
        for character, reading in zip(spoken.spoken, spoken.syllables, strict=True)
        if reading is None and is_han(character)
    }
    for character in dict.fromkeys(heard.unspeakable):
        if character not in silent:
            message = f"“{character}”（U+{ord(character):04X}）读不出来，请改写或删去"
            yield Finding("error", "unspeakable", message, spoken.sentence.location)
