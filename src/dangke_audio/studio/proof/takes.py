"""The takes beside a document's original, as they are now: what a build would use of them, sentence by sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dangke_audio.errors import NothingToSpeakError
from dangke_audio.model.speech import Script
from dangke_audio.model.take import RetakenSentence, Take, Takes
from dangke_audio.reading.takes import read_takes
from dangke_audio.retaking import Desk, desk_of
from dangke_audio.scripting import apply_takes, write_script
from dangke_audio.scripting.takes import in_one_piece, voice_of
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.studio.proof.sounding import Passage

REMARKS = {
    "take-lost": "这一句换过读法；文字或读音后来改了，现在用的是原来的读法",
    "take-of-another-voice": "这一句换过的读法是另一个声音读的，现在用的是原来的读法",
}
"""What to tell of choices that a build could not use, by the codes of its findings."""


@dataclass(frozen=True, slots=True)
class ChosenTake:
    """A take that a build uses."""

    take: Take
    passage: Passage


@dataclass(frozen=True, slots=True)
class TakesNow:
    """By the numbers of sentences."""

    chosen: Mapping[int, ChosenTake]
    remarks: Mapping[int, tuple[str, ...]]


def takes_now(opened: OpenScript) -> TakesNow:
    """The list is read anew: the command line may have written it. Raises SourceError for a damaged one."""
    takes, engine = read_takes(opened.copy), opened.prepared.engine
    if takes.digest is None:
        return TakesNow({}, {})
    spoken, script = apply_takes(opened.spoken, _script(opened), takes, opened.settings.profile, engine.rate_hz)
    numbers = {id(one.sentence): number for number, one in enumerate(opened.sentences)}
    places = {one.sentence.location: number for number, one in enumerate(opened.sentences)}
    by_key = {take.key(engine.rate_hz): take for one in takes.sentences if (take := one.choice)}
    chosen = {
        numbers[id(heard.sentence)]: ChosenTake(by_key[heard.take], Passage((heard,), takes))
        for heard in script.utterances
        if heard.take
    }
    remarks: dict[int, tuple[str, ...]] = {}
    for finding in spoken.findings:
        if finding.code in REMARKS and finding.location in places:
            remarks[places[finding.location]] = (REMARKS[finding.code],)
    return TakesNow(chosen, remarks)


def desk_now(opened: OpenScript) -> Desk:
    """The document as `retake` and `replace` have it. Raises SourceError, NothingToSpeakError."""
    return desk_of(opened.prepared, opened.settings, opened.spoken, _script(opened)).read_again()


def line_of(desk: Desk, opened: OpenScript, number: int) -> int:
    """Index of the line that a sentence is. Raises NothingToSpeakError for one of marks only."""
    for index, line in enumerate(desk.lines):
        if line.spoken is opened.sentences[number]:
            return index
    raise NothingToSpeakError("这一句没有可以朗读的字")


def take_passage(desk: Desk, line: int, sentence: RetakenSentence, take: Take) -> Passage:
    """A take as it would be heard, chosen or not."""
    last, rate_hz = desk.utterances(line)[-1], desk.prepared.engine.rate_hz
    only = Takes((replace(sentence, chosen=take.number),))
    return Passage((in_one_piece(desk.lines[line], last, take, rate_hz),), only)


def is_usable(desk: Desk, line: int, take: Take) -> bool:
    """Whether a build would use it: a recording always, a take of an engine among sentences of its voice."""
    return take.voice in (None, voice_of(desk.utterances(line)[-1].speaker, desk.settings.profile))


def _script(opened: OpenScript) -> Script:
    prepared, pauses = opened.prepared, opened.settings.profile.pauses
    return write_script(opened.spoken, prepared.cast, pauses, prepared.engine.limits.spoken_characters)
