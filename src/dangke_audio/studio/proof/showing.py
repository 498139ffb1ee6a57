"""What the page is told, as values for JSON. Pure but for dictionaries.

A sentence: {"number", "kind", "role", "written", "spoken", "pinyin": ["zhòng" | null, … one for each character of spoken],
"changes": [[start and end in spoken, start and end in written], …], "uncertain": [offset in spoken, …],
"fixed": [offset in spoken, …], "remarks": [text, …], "take": {"number", "how"} of the chosen one | null,
"sound": name of what will be heard}.
"""

import hashlib
from typing import Any

from dangke_audio.errors import ConfigError
from dangke_audio.model.report import UNCERTAIN_READING, Finding
from dangke_audio.model.speech import SpokenSection, SpokenSentence
from dangke_audio.pinyin import is_han, with_tone_mark
from dangke_audio.pronouncing import possible_readings, uncertain_places
from dangke_audio.segmenting import words
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.studio.proof.takes import ChosenTake, TakesNow

Json = dict[str, Any]


def overview(opened: OpenScript) -> Json:
    """The outline, which sentences have readings that were a choice, and what can be undone."""
    history = opened.history
    return {
        "version": opened.version,
        "title": opened.spoken.lecture.title,
        "count": len(opened.sentences),
        "sections": _sections(opened.spoken.sections),
        "uncertain": [n for n, sentence in enumerate(opened.sentences) if _is_uncertain(opened, sentence)],
        "undo": history.done[-1].what if history.done else None,
        "redo": history.undone[-1].what if history.undone else None,
    }


def _sections(sections: tuple[SpokenSection, ...]) -> list[Json]:
    rows: list[Json] = []
    first = 0
    for spoken in sections:
        section, count = spoken.section, len(spoken.sentences)
        # About how tall each sentence will be, so that the page is as long as it will be before it is filled.
        sizes = [len(sentence.spoken) for sentence in spoken.sentences]
        rows.append({"name": section.name, "level": section.level, "first": first, "count": count, "sizes": sizes})
        first += count
    return rows


def sentence_row(opened: OpenScript, number: int, now: TakesNow) -> Json:
    """One sentence."""
    spoken = opened.sentences[number]
    sentence = spoken.sentence
    fixed = {place for pin in sentence.pins for place in range(*spoken.spoken_span(pin.start, pin.end))}
    remarks = [one.message for one in _findings(opened, spoken) if one.severity != "info"]
    chosen = now.chosen.get(number)
    return {
        "number": number,
        "kind": sentence.kind,
        "role": sentence.role,
        "written": sentence.written,
        "spoken": spoken.spoken,
        "pinyin": [syllable and with_tone_mark(syllable) for syllable in spoken.syllables],
        "changes": _changes(spoken),
        "uncertain": _uncertain(opened, spoken),
        "fixed": sorted(fixed),
        "remarks": [*remarks, *now.remarks.get(number, ())],
        "take": chosen and {"number": chosen.take.number, "how": chosen.take.how},
        "sound": sound_name(opened, number, chosen),
    }


def sound_name(opened: OpenScript, number: int, chosen: ChosenTake | None) -> str:
    """Another one whenever the sentence may sound otherwise."""
    spoken = opened.sentences[number]
    speaker = opened.prepared.cast.speaker(spoken.sentence.role)
    take = chosen and chosen.take.sha256
    parts = (spoken.spoken, spoken.syllables, sorted(spoken.pinned), speaker, opened.prepared.fingerprints, take)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def readings(opened: OpenScript, number: int, offset: int) -> Json:
    """What can be chosen for a character of `spoken`: the stretch of `written` it comes from, its readings, its word.

    Raises ConfigError where there is no such character.
    """
    spoken = opened.sentences[number]
    if not 0 <= offset < len(spoken.spoken):
        raise ConfigError("没有这个字", hint="请刷新网页")
    start, end = written_span(spoken, offset)
    written = spoken.sentence.written[start:end]
    first, last = spoken.spoken_span(start, end)
    is_plain = written == spoken.spoken[first:last]  # 一 is said as it is written, 301 is not
    word, inside = _word(spoken, offset, (start, end), is_plain=is_plain)
    candidates = possible_readings(written) if is_plain and is_han(written) else ()
    return {
        "written": written,
        "start": start,
        "end": end,
        "said": _marked(spoken, first, last) if is_plain else spoken.spoken[first:last],
        "readings": [with_tone_mark(candidate) for candidate in candidates],
        "word": word,
        "word_reading": _marked(spoken, offset - inside, offset - inside + len(word)) if is_plain else "",
        "inside": inside if is_plain else None,
        "entry": _entry(opened, spoken, offset),
    }


def written_span(spoken: SpokenSentence, offset: int) -> tuple[int, int]:
    """Where in `written` a character of `spoken` comes from: one character, or all of what was changed."""
    shift = 0
    for change in spoken.changes:
        first = change.start + shift
        if offset < first:
            break
        if offset < first + len(change.after):
            return change.start, change.end
        shift += len(change.after) - len(change.before)
    return offset - shift, offset - shift + 1


def _changes(spoken: SpokenSentence) -> list[tuple[int, int, int, int]]:
    rows = []
    shift = 0
    for change in spoken.changes:
        rows.append((change.start + shift, change.start + shift + len(change.after), change.start, change.end))
        shift += len(change.after) - len(change.before)
    return rows


def _word(spoken: SpokenSentence, offset: int, span: tuple[int, int], *, is_plain: bool) -> tuple[str, int]:
    """The word around a character, and where in it that is; what was changed is a word by itself."""
    if not is_plain:
        return spoken.sentence.written[slice(*span)], 0
    start = 0
    for word in words(spoken.spoken):
        if offset < start + len(word):
            return (word, offset - start) if all(map(is_han, word)) else (spoken.spoken[offset], 0)
        start += len(word)
    raise AssertionError("words make up the whole sentence")


def _marked(spoken: SpokenSentence, first: int, last: int) -> str:
    return " ".join(with_tone_mark(syllable) for syllable in spoken.syllables[first:last] if syllable)


def _entry(opened: OpenScript, spoken: SpokenSentence, offset: int) -> str | None:
    """The row of a lexicon that a character is read by."""
    start = 0
    while start <= offset:
        entry = opened.settings.lexicon.longest_at(spoken.spoken, start)
        if entry and offset < start + len(entry.written):
            return f"{entry.written} {entry.reading}（{entry.place}）"
        start += len(entry.written) if entry else 1
    return None


def _findings(opened: OpenScript, spoken: SpokenSentence) -> tuple[Finding, ...]:
    return opened.findings.get(spoken.sentence.location, ())


def _is_uncertain(opened: OpenScript, spoken: SpokenSentence) -> bool:
    return any(finding.code == UNCERTAIN_READING for finding in _findings(opened, spoken))


def _uncertain(opened: OpenScript, spoken: SpokenSentence) -> tuple[int, ...]:
    if not _is_uncertain(opened, spoken):
        return ()
    return uncertain_places(spoken.spoken, spoken.syllables, spoken.pinned)
