"""The stage as a whole: taken from the store or spoken, in another cut where need be, and never a hole."""

from dataclasses import replace

import pytest
from tests.support.editions import MemoryStore
from tests.support.plugins.recording_engine import RecordingEngine

from dangke_audio.errors import SynthesisError
from dangke_audio.model.audio import Clip
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location, Progress
from dangke_audio.model.speech import Speaker, Utterance
from dangke_audio.synthesizing import Request, Synthesis, synthesize
from dangke_audio.synthesizing.recutting import BREATH_MS

TONE, LOW = Speaker("tone"), Speaker("low")


def utterance(spoken: str, line: int, speaker: Speaker = TONE) -> Utterance:
    """Every Han reads as `zi4` with its code point, so that each sounds its own."""
    syllables = tuple(f"zi{ord(character)}" if character.isalpha() else None for character in spoken)
    sentence = Sentence(spoken, "body", Location("讲稿.txt", line), ends_paragraph=False)
    return Utterance(sentence, spoken, syllables, 400, speaker)


def speak(*utterances: Utterance, store: MemoryStore, told: list[Progress] | None = None) -> Synthesis:
    return synthesize(request(*utterances), store, (told if told is not None else []).append)


def request(*utterances: Utterance) -> Request:
    engine = RecordingEngine()
    voices = {utterance.speaker.voice for utterance in utterances}
    return Request(utterances, engine, {voice: engine.fingerprint(voice) for voice in voices}, 2)


def fault_at(monkeypatch: pytest.MonkeyPatch, character: str, fault: str) -> None:
    monkeypatch.setenv("RECORDING_FAULT", f"zi{ord(character)}={fault}")


def test_equal_utterances_are_spoken_once_and_taken_from_the_store_next_time() -> None:
    store, told = MemoryStore(), list[Progress]()
    lines = [utterance("大家好。", 1), utterance("学习。", 2), utterance("大家好。", 3)]
    first = speak(*lines, store=store, told=told)
    assert len(first.made) == 2
    assert first.clips[0].key == first.clips[2].key
    assert list(dict.fromkeys((one.done, one.total) for one in told)) == [(0, 2), (1, 2), (2, 2)]
    assert told[-1].made_share == 1.0
    again = speak(*lines, store=store)
    assert (again.made, again.clips) == (frozenset(), first.clips)


def test_what_was_made_is_told_at_once_for_every_utterance_and_what_was_there_is_not() -> None:
    store, told = MemoryStore(), list[tuple[int | None, str, bool]]()
    lines = [utterance("大家好。", 1), utterance("学习。", 2), utterance("大家好。", 3)]
    kept = speak(lines[1], store=store).clips[0]

    def on_made(spoken: Utterance, clip: Clip) -> None:
        told.append((spoken.sentence.location.line, clip.key, store.read(clip.key) is not None))

    made = synthesize(request(*lines), store, lambda _: None, on_made)
    assert told == [(1, made.clips[0].key, True), (3, made.clips[0].key, True)]
    assert made.clips[1] == kept


def test_a_role_s_voice_is_its_own_clip() -> None:
    made = speak(utterance("大家好。", 1), utterance("大家好。", 2, LOW), store=MemoryStore())
    assert len(made.made) == 2
    assert made.clips[0].key != made.clips[1].key


@pytest.mark.parametrize("fault", ["silent", "short", "gap", "clipped", "error", "crash"])
def test_what_fails_whole_is_spoken_in_two_pieces(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """The fault needs both words in one utterance; apart they are spoken well."""
    whole = utterance("我们要认真学习，他们也要认真学习。", 1)
    monkeypatch.setenv("RECORDING_FAULT", f"， zi{ord('他')}={fault}")
    store = MemoryStore()
    made = speak(whole, store=store)
    alone = [utterance("我们要认真学习，", 1), utterance("他们也要认真学习。", 1)]
    monkeypatch.delenv("RECORDING_FAULT")
    pieces = speak(*alone, store=MemoryStore())
    assert made.clips[0].samples == sum(clip.samples for clip in pieces.clips) + 24 * BREATH_MS
    assert store.read(made.clips[0].key)


def test_what_cannot_be_spoken_names_its_place_and_the_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    fault_at(monkeypatch, "坏", "silent")
    store = MemoryStore()
    lines = [utterance("大家好。", 1), utterance("坏，还是坏。", 2), utterance("学习。", 3), utterance("坏了。", 4)]
    with pytest.raises(SynthesisError) as failed:
        speak(*lines, store=store)
    assert failed.value.place
    assert "讲稿.txt:2" in failed.value.place
    assert "没有声音" in failed.value.message
    assert "另有 1 句" in failed.value.message
    assert len(store.entries) == 2
    monkeypatch.delenv("RECORDING_FAULT")
    assert len(speak(*lines, store=store).made) == 2


def test_a_take_is_taken_as_it_is_and_never_made() -> None:
    lines = [utterance("大家好。", 1), replace(utterance("学习。", 2), take="a take")]
    store = MemoryStore({"a take": bytes(6_000)})
    synthesis = speak(*lines, store=store)
    assert synthesis.clips[1] == Clip("a take", 3_000)
    assert synthesis.made == {synthesis.clips[0].key}
    with pytest.raises(RuntimeError, match=r"讲稿\.txt:2"):
        speak(*lines, store=MemoryStore())
