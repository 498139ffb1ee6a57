"""One sentence as an MP3: through the same clips as a build, so that neither makes anew what the other has made."""

import hashlib
import threading

from dangke_audio.assembling import lay_out
from dangke_audio.errors import NothingToSpeakError
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.speech import Chapter, Script, Utterance
from dangke_audio.scripting.utterances import utterances_of
from dangke_audio.stores import block_source, open_stores
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.synthesizing import Request, clip_keys, synthesize

_ONE_AT_A_TIME = threading.Lock()
"""A model is loaded for each sentence: two at once would take twice the memory and be ready no sooner."""


def sound_of(opened: OpenScript, number: int) -> bytes:
    """The MP3 frames of a sentence. Raises EngineError, SynthesisError, StorageError, NothingToSpeakError."""
    prepared, engine = opened.prepared, opened.prepared.engine
    utterances = _utterances(opened, number)
    script = Script(utterances, (Chapter("", 1, 0, len(utterances)),))
    with _ONE_AT_A_TIME, cache_in_use():
        stores = open_stores()
        blocks = block_source(stores, engine.rate_hz, opened.settings.encoding)
        request = Request(utterances, engine, prepared.fingerprints, 1)
        synthesis = synthesize(request, stores.clips, lambda _progress: None)
        timeline = lay_out(script, synthesis.clips, engine.rate_hz)
        return b"".join(map(blocks.frames, timeline.blocks))


def clip_mark(opened: OpenScript, number: int) -> str:
    """Digest of the keys of its clips, for an ETag. Raises as `sound_of`."""
    prepared = opened.prepared
    keys = clip_keys(_utterances(opened, number), prepared.engine, prepared.fingerprints)
    return hashlib.sha256("".join(keys).encode()).hexdigest()[:32]


def _utterances(opened: OpenScript, number: int) -> tuple[Utterance, ...]:
    """As a build would cut them. Raises EngineError for a role whose voice the engine does not have."""
    prepared = opened.prepared
    longest = prepared.engine.limits.spoken_characters
    pauses = opened.settings.profile.pauses
    utterances = tuple(utterances_of([opened.sentences[number]], prepared.cast, pauses, longest))
    if not utterances:
        raise NothingToSpeakError("这一句没有可以朗读的字")
    for utterance in utterances:
        if utterance.speaker.voice not in prepared.fingerprints:
            prepared.engine.fingerprint(utterance.speaker.voice)
    return utterances
