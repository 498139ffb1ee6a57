"""Script and takes → the script in which a sentence with a chosen take is one utterance with that take's sound.

A sentence is known by what is said (spoken text and readings), so its take stays when it moves and when the text around it
changes, and is given up when the sentence itself changes. Of sentences that say the same, that one is meant which has most
of the neighbours it had; among equals the one nearest to the n-th.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, groupby

from dangke_audio.model.report import Finding, Location, Severity
from dangke_audio.model.speech import Chapter, Script, Speaker, SpokenLecture, SpokenSentence, Utterance
from dangke_audio.model.take import RetakenSentence, Take, Takes, TakeVoice
from dangke_audio.model.voice import VoiceProfile

ALIKE = 0.4
"""Share of words in common from which a sentence passes for another's new wording."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a script: utterances[first:end]."""

    spoken: SpokenSentence
    chapter: int
    """Index of its chapter."""
    first: int
    end: int

    @property
    def written(self) -> str:
        """The words as they stand in the script."""
        return self.spoken.sentence.written

    @property
    def said(self) -> str:
        """SHA-256 of the spoken text and its readings, hexadecimal."""
        parts = [self.spoken.spoken, *(syllable or "" for syllable in self.spoken.syllables)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def lines_of(lecture: SpokenLecture, script: Script) -> tuple[Line, ...]:
    """All sentences that are heard, in order; those of nothing but marks are not."""
    spoken = {id(said.sentence): said for section in lecture.sections for said in section.sentences}
    lines: list[Line] = []
    for number, chapter in enumerate(script.chapters):
        indexes = range(chapter.first, chapter.end)
        for sentence, group in groupby(indexes, key=lambda index: id(script.utterances[index].sentence)):
            members = list(group)
            lines.append(Line(spoken[sentence], number, members[0], members[-1] + 1))
    return tuple(lines)


def find_sentences(sentences: Sequence[RetakenSentence], lines: Sequence[Line]) -> Mapping[int, int]:
    """Which line each retaken sentence is now, as index → index; those that are no more are left out."""
    wanted = {sentence.said for sentence in sentences}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.said in wanted:
            places[line.said].append(index)
    pairs = [
        (-_alike_around(sentence, lines, index), abs(number - sentence.occurrence), which, index)
        for which, sentence in enumerate(sentences)
        for number, index in enumerate(places[sentence.said], start=1)
    ]
    found: dict[int, int] = {}
    for *_, which, index in sorted(pairs):
        if which not in found and index not in found.values():
            found[which] = index
    return found


def apply_takes(
    lecture: SpokenLecture, script: Script, takes: Takes, profile: VoiceProfile, rate_hz: int
) -> tuple[SpokenLecture, Script]:
    """The script with the chosen takes in it; the lecture with findings on those that could not be used."""
    if takes.digest is None:
        return lecture, script
    lines = lines_of(lecture, script)
    found = find_sentences(takes.sentences, lines)
    heard: dict[int, Utterance] = {}
    findings: list[Finding] = []
    for which, sentence in enumerate(takes.sentences):
        take = sentence.choice
        if take is None:
            continue
        if which not in found:
            findings += _lost(sentence, take, lines, set(found.values()))
            continue
        line = lines[found[which]]
        last = script.utterances[line.end - 1]
        if take.voice in (None, voice_of(last.speaker, profile)):
            heard[line.first] = in_one_piece(line, last, take, rate_hz)
        else:
            findings.append(_of_another_voice(line, take))
    return replace(lecture, findings=(*lecture.findings, *findings)), _with_whole(script, lines, heard)


def voice_of(speaker: Speaker, profile: VoiceProfile) -> TakeVoice:
    """What a synthesized take has to be spoken by to be heard among sentences of this speaker."""
    options = json.dumps(dict(profile.options), ensure_ascii=False, sort_keys=True) if profile.options else ""
    return TakeVoice(profile.engine, speaker.voice, speaker.speed, options)


def _alike_around(sentence: RetakenSentence, lines: Sequence[Line], index: int) -> int:
    before, after = written_around(lines, index)
    return (before == sentence.before) + (after == sentence.after)


def written_around(lines: Sequence[Line], index: int) -> tuple[str, str]:
    """What is written before and behind a line; empty at the ends."""
    before = lines[index - 1].written if index else ""
    return before, lines[index + 1].written if index + 1 < len(lines) else ""


def in_one_piece(line: Line, last: Utterance, take: Take, rate_hz: int) -> Utterance:
    """The sentence as a take of it; `last` is its last utterance. A recording is kept as loud as the voices are after their gain."""
    speaker = last.speaker if take.voice else replace(last.speaker, gain_db=0.0)
    spoken = line.spoken
    return Utterance(
        sentence=spoken.sentence,
        spoken=spoken.spoken,
        syllables=spoken.syllables,
        pause_after_ms=last.pause_after_ms,
        speaker=speaker,
        pinned=spoken.pinned,
        take=take.key(rate_hz),
    )


def _with_whole(script: Script, lines: Sequence[Line], heard: Mapping[int, Utterance]) -> Script:
    """`heard` are the utterances that stand for a line, by the line's first utterance."""
    utterances: list[Utterance] = []
    chapters: list[Chapter] = []
    for chapter, group in groupby(lines, key=lambda line: line.chapter):
        first = len(utterances)
        for line in group:
            own = heard.get(line.first)
            utterances += [own] if own else script.utterances[line.first : line.end]
        chapters.append(replace(script.chapters[chapter], first=first, end=len(utterances)))
    return Script(tuple(utterances), tuple(chapters))


def _lost(sentence: RetakenSentence, take: Take, lines: Sequence[Line], taken: set[int]) -> Iterator[Finding]:
    """What to tell of a choice whose sentence is no more; nothing where the one in its place has takes of its own."""
    index = _in_its_place(sentence, lines)
    if index in taken:
        return
    severity: Severity = "info" if take.voice else "warning"
    lost = f"“{sentence.written}”选用的第 {take.number} 个{'读法' if take.voice else '录音'}没有用上"
    if index is None:
        why, location = "讲稿里找不到这一句了", Location(lines[0].spoken.sentence.location.path)
    else:
        why, location = "这一句的文字或读音改过了，改用合成的声音", lines[index].spoken.sentence.location
    hint = "要重做用 dangke-audio retake 或 replace，不再需要用 retake --tidy 清理"
    yield Finding(severity, "take-lost", f"{lost}：{why}；{hint}", location)


def _in_its_place(sentence: RetakenSentence, lines: Sequence[Line]) -> int | None:
    """The line between the neighbours that the sentence had, or one beside either of them that has its words."""
    neighbours = (sentence.before, sentence.after)
    new = [index for index, line in enumerate(lines) if line.written not in neighbours]
    alike = {index: _alike_around(sentence, lines, index) for index in new}
    between = (index for index in new if alike[index] == len(neighbours))
    beside = (index for index in new if alike[index] and _is_alike(sentence.written, lines[index].written))
    return next(chain(between, beside), None)


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _of_another_voice(line: Line, take: Take) -> Finding:
    assert take.voice is not None, "a recording is of every voice"
    message = f"选用的第 {take.number} 个读法是声音 {take.voice.voice} 读的，与这次的声音或语速不同，没有用上"
    return Finding("info", "take-of-another-voice", message, line.spoken.sentence.location)
