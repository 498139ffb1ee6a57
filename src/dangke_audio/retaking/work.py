"""What can be done with takes; each under the folder's lock, the list read again inside it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.errors import ConfigError, SynthesisError
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.audio import Pcm
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import Utterance
from dangke_audio.model.take import USUAL, RetakenSentence, Take, Takes, TakeVoice
from dangke_audio.reading.files import file_bytes, sha256_of
from dangke_audio.reading.takes import LARGEST_SOUND_BYTES
from dangke_audio.retaking.desk import Desk
from dangke_audio.retaking.keeping import keep_list, keep_sound, wave_bytes, writing_takes
from dangke_audio.retaking.speaking import spoken_again, usual_sound
from dangke_audio.scripting.takes import find_sentences, voice_of, written_around
from dangke_audio.stores import open_stores
from dangke_audio.synthesizing import Request, synthesize, worker_count

NEIGHBOURS = 8
"""Sentences by whose loudness a recording is levelled."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording that was kept."""

    take: Take
    findings: tuple[Finding, ...]


def make_take(desk: Desk, line: int) -> Take:
    """Speak a sentence again, keep it and choose it.

    Raises EngineError, SynthesisError where nothing new comes of it, StorageError, BusyError.
    """
    with writing_takes(desk.prepared.path) as folder, cache_in_use():
        now = desk.read_again()
        sentence = _sentence(now, line)
        engine, fingerprints, utterances = now.prepared.engine, now.prepared.fingerprints, now.utterances(line)
        voice = voice_of(utterances[-1].speaker, now.settings.profile)
        usual = usual_sound(utterances, engine, fingerprints, open_stores().clips)
        known = {take.sha256 for take in sentence.takes} | ({sha256_of(wave_bytes(usual))} if usual else set())
        tried = {take.how for take in sentence.takes if take.voice == voice}
        for spoken in spoken_again(utterances, engine, fingerprints, tried):
            data = wave_bytes(spoken.sound)
            if sha256_of(data) not in known:
                return _keep(now, folder, line, data, spoken.how, voice)
    location = now.lines[line].spoken.sentence.location
    hint = "请改写这一句，或换成真人录音；读过的都还在，可以再选"
    raise SynthesisError("所有的读法都试过了", place=str(location), hint=hint)


def replace_by_recording(desk: Desk, line: int, recording: Path) -> Recorded:
    """The same as `keep_recording`, of a file. Raises SourceError for one that cannot be read, and as that does."""
    return keep_recording(desk, line, file_bytes(recording, LARGEST_SOUND_BYTES), recording.name)


def keep_recording(desk: Desk, line: int, data: bytes, name: str) -> Recorded:
    """Make a take of a person's recording, keep it and choose it; `name` is what people know the recording by.

    It is made as loud as the sentences around it by the same speaker, which are spoken where the store has them not.
    Raises SourceError for what is no sound, EngineError, SynthesisError, StorageError, BusyError.
    """
    from dangke_audio.retaking.recording import odd_pace, recorded_take  # numpy and PyAV come with it

    engine, spoken = desk.prepared.engine, desk.lines[line].spoken
    sound = recorded_take(data, engine.rate_hz, _loudness_lufs(desk, line), name)
    heard = engine.hear(spoken.spoken, spoken.syllables, spoken.pinned)
    pace = engine.pace(desk.utterances(line)[-1].speaker.voice)
    findings = odd_pace(sound, heard.sounds, pace, spoken.sentence.location)
    with writing_takes(desk.prepared.path) as folder:
        now = desk.read_again()
        return Recorded(_keep(now, folder, line, wave_bytes(sound), f"录音 {name}", None), findings)


def choose_take(desk: Desk, line: int, number: int) -> Take | None:
    """Choose a take by its number; None is the usual sound. Raises ConfigError for a number that is not there."""
    with writing_takes(desk.prepared.path) as folder:
        now = desk.read_again()
        sentence = _sentence(now, line)
        numbers = [USUAL, *(take.number for take in sentence.takes)]
        if number not in numbers:
            known = "、".join(map(str, numbers))
            raise ConfigError(f"这一句没有第 {number} 个读法", hint=f"可以选 {known}；1 是原来的读法")
        if sentence.takes:
            keep_list(folder, _with(now, line, replace(sentence, chosen=number)))
        return replace(sentence, chosen=number).choice


def tidy_takes(desk: Desk) -> tuple[RetakenSentence, ...]:
    """Throw away the takes of sentences that are no more; returns those sentences."""
    with writing_takes(desk.prepared.path) as folder:
        now = desk.read_again()
        found = find_sentences(now.takes.sentences, now.lines)
        kept = [sentence for which, sentence in enumerate(now.takes.sentences) if which in found]
        lost = [sentence for which, sentence in enumerate(now.takes.sentences) if which not in found]
        if lost:
            keep_list(folder, Takes(tuple(kept)))
        for file in {take.file for one in lost for take in one.takes} - {
            take.file for one in kept for take in one.takes
        }:
            with suppress(OSError):  # no list names it any more
                (folder / file).unlink()
        return tuple(lost)


def _sentence(desk: Desk, line: int) -> RetakenSentence:
    """The line's takes, with its place as it is now; a sentence without any where it has none yet."""
    known = desk.retaken().get(line)
    written, said = desk.lines[line].written, desk.lines[line].said
    occurrence = sum(other.said == said for other in desk.lines[: line + 1])
    before, after = written_around(desk.lines, line)
    chosen, takes = (known.chosen, known.takes) if known else (USUAL, ())
    return RetakenSentence(written, said, occurrence, before, after, chosen, takes)


def _keep(desk: Desk, folder: Path, line: int, data: bytes, how: str, voice: TakeVoice | None) -> Take:
    """The sound first, then the list; a sound that is kept already is only chosen."""
    sentence, sha256 = _sentence(desk, line), sha256_of(data)
    number = max([USUAL, *(take.number for take in sentence.takes)]) + 1
    others = {take.file for one in desk.takes.sentences for take in one.takes}
    same = next((take for take in sentence.takes if (take.sha256, take.voice) == (sha256, voice)), None)
    if same:
        number, others = same.number, others - {same.file}
    file = keep_sound(folder, sentence, number, data, others)
    take = Take(number, how, file, sha256, voice)
    kept = tuple(one for one in sentence.takes if one is not same)
    keep_list(folder, _with(desk, line, replace(sentence, chosen=number, takes=(*kept, take))))
    return take


def _with(desk: Desk, line: int, sentence: RetakenSentence) -> Takes:
    """The list with a sentence in place of what it held of that line."""
    known = desk.retaken().get(line)
    others = [one for one in desk.takes.sentences if one is not known]
    return Takes((*others, sentence))


def _loudness_lufs(desk: Desk, line: int) -> float:
    """Of the speech around a sentence, as it is heard: with the gain of its voice."""
    from dangke_audio.transcoding.levelling import loudness_lufs

    utterances = _neighbours(desk, line)
    engine, clips = desk.prepared.engine, open_stores().clips
    workers = worker_count(desk.settings.jobs, len(utterances), engine.limits)
    with cache_in_use():
        synthesis = synthesize(Request(utterances, engine, desk.prepared.fingerprints, workers), clips, lambda _: None)
        sound = Pcm(engine.rate_hz, b"".join(clips.read(clip.key) or b"" for clip in synthesis.clips))
    gain_db = utterances[0].speaker.gain_db
    return gain_db + loudness_lufs(sound)


def _neighbours(desk: Desk, line: int) -> tuple[Utterance, ...]:
    """Of the nearest sentences by the same speaker; the sentence itself only where there is no other."""
    speaker = desk.utterances(line)[-1].speaker
    by_distance: Sequence[int] = sorted(range(len(desk.lines)), key=lambda other: (abs(other - line), other))
    alike = [other for other in by_distance if other != line and desk.utterances(other)[-1].speaker == speaker]
    return tuple(utterance for other in alike[:NEIGHBOURS] or [line] for utterance in desk.utterances(other))
