"""One sentence as an MP3: through the same clips as a build, so that neither makes anew what the other has made."""

import hashlib
import threading
from dataclasses import dataclass

from dangke_audio.assembling import lay_out
from dangke_audio.errors import NothingToSpeakError
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.speech import Chapter, Script, Utterance
from dangke_audio.model.take import NO_TAKES, Takes
from dangke_audio.scripting.utterances import utterances_of
from dangke_audio.stores import block_source, open_stores, with_takes
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.synthesizing import Request, clip_keys, synthesize

ONE_SPEAKS = threading.Lock()
"""A model is loaded for each sentence: two at once would take twice the memory and be ready no sooner."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is heard of a sentence, and the takes that are among it."""

    utterances: tuple[Utterance, ...]
    takes: Takes = NO_TAKES


def usual_passage(opened: OpenScript, number: int) -> Passage:
    """A sentence as a build would cut it, without a take. Raises EngineError for a role whose voice the engine does not have."""
    prepared = opened.prepared
    longest = prepared.engine.limits.spoken_characters
    pauses = opened.settings.profile.pauses
    utterances = tuple(utterances_of([opened.sentences[number]], prepared.cast, pauses, longest))
    if not utterances:
        raise NothingToSpeakError("这一句没有可以朗读的字")
    for utterance in utterances:
        if utterance.speaker.voice not in prepared.fingerprints:
            prepared.engine.fingerprint(utterance.speaker.voice)
    return Passage(utterances)


def sound_of(opened: OpenScript, passage: Passage) -> bytes:
    """Its MP3 frames. Raises EngineError, SynthesisError, StorageError, SourceError for a take whose file is gone."""
    prepared, engine, utterances = opened.prepared, opened.prepared.engine, passage.utterances
    script = Script(utterances, (Chapter("", 1, 0, len(utterances)),))
    with ONE_SPEAKS, cache_in_use():
        stores = with_takes(open_stores(), opened.copy, passage.takes, engine.rate_hz)
        blocks = block_source(stores, engine.rate_hz, opened.settings.encoding)
        request = Request(utterances, engine, prepared.fingerprints, 1)
        synthesis = synthesize(request, stores.clips, lambda _progress: None)
        timeline = lay_out(script, synthesis.clips, engine.rate_hz)
        return b"".join(map(blocks.frames, timeline.blocks))


def clip_mark(opened: OpenScript, passage: Passage) -> str:
    """Digest of the keys of its clips, for an ETag."""
    keys = clip_keys(passage.utterances, opened.prepared.engine, opened.prepared.fingerprints)
    return hashlib.sha256("".join(keys).encode()).hexdigest()[:32]
