"""What a lecture would be like with one more row in the lexicon: before anything is written."""

from dataclasses import replace

from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.speech import SpokenSentence
from dangke_audio.studio.proof.lexicon_rows import holds_any, with_row
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.studio.proof.showing import Json
from dangke_audio.voicing import voice_lecture

MOST_SHOWN = 5
"""Sentences that are quoted."""


def foretold(opened: OpenScript, word: str, reading: str) -> Json:
    """{"count": sentences that would be said otherwise, "places": in which the word stands, "examples": [written, …]}."""
    numbers = [n for n, one in enumerate(opened.sentences) if holds_any([word], one.sentence.written, one.spoken)]
    before = [opened.sentences[number] for number in numbers]
    after = _voiced(opened, before, with_row(opened.settings.lexicon, word, reading))
    changed = [
        number
        for number, old, new in zip(numbers, before, after, strict=True)
        if (old.spoken, old.syllables) != (new.spoken, new.syllables)
    ]
    examples = [opened.sentences[number].sentence.written for number in changed[:MOST_SHOWN]]
    return {"count": len(changed), "places": len(numbers), "examples": examples, "numbers": changed}


def _voiced(opened: OpenScript, spoken: list[SpokenSentence], lexicon: Lexicon) -> tuple[SpokenSentence, ...]:
    lecture = opened.spoken.lecture
    if not spoken:
        return ()
    section = replace(lecture.sections[0], sentences=tuple(one.sentence for one in spoken))
    some = replace(lecture, sections=(section,), findings=())
    return voice_lecture(some, opened.prepared.engine, lexicon).sections[0].sentences
