"""The short walk of `dangke-audio say`: a few words into one MP3, through the same stages as a lecture."""

from itertools import chain
from pathlib import Path

from dangke_audio.assembling import lay_out
from dangke_audio.delivering.tagger import TagInfo, section_tag
from dangke_audio.durable import write_durably
from dangke_audio.engines.registry import load_engine
from dangke_audio.housekeeping import cache_in_use
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.report import Finding
from dangke_audio.model.speech import Cast
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.parsing.plain_lines import parse_words
from dangke_audio.preparing import refuse_findings
from dangke_audio.scripting import write_script
from dangke_audio.stores import block_source, open_stores
from dangke_audio.synthesizing import Request, synthesize
from dangke_audio.voicing import voice_lecture

ALBUM = "试听"


def say_line(words: str, profile: VoiceProfile, lexicon: Lexicon, target: Path) -> tuple[Finding, ...]:
    """Speak a few words into an MP3 file. Raises DangkeError; returns what was odd about the words."""
    engine = load_engine(profile.engine, profile.options)
    spoken = voice_lecture(parse_words(words), engine, lexicon)
    refuse_findings(spoken.findings, strict=False)
    script = write_script(spoken, Cast(profile.speaker), profile.pauses, engine.limits.spoken_characters)
    fingerprints = {profile.voice: engine.fingerprint(profile.voice)}
    tag = section_tag(TagInfo(words, profile.artist, ALBUM, 1, 1))
    with cache_in_use():
        stores = open_stores()
        blocks = block_source(stores, engine.rate_hz)
        synthesis = synthesize(Request(script.utterances, engine, fingerprints, 1), stores.clips, lambda _: None)
        timeline = lay_out(script, synthesis.clips, engine.rate_hz)
        write_durably(target, chain([tag], map(blocks.frames, timeline.blocks)))
    return spoken.findings
