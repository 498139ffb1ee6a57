"""The seed lecture at every border between two stages, against what was looked at and found right.

After a change that is meant: `UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/test_golden.py`, then read the diff.
"""

import json
import os
from dataclasses import asdict
from functools import cache
from pathlib import Path

from dangke_audio.assembling import lay_out
from dangke_audio.config.profiles import load_profile
from dangke_audio.engines.registry import load_engine
from dangke_audio.model.audio import Clip
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument
from dangke_audio.model.speech import Cast, Script, SpokenLecture
from dangke_audio.parsing import parse
from dangke_audio.reading import read
from dangke_audio.scripting import write_script
from dangke_audio.voicing import voice_lecture

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_e140869088638101.txt"
PROFILE = load_profile("zm_yunjian", ROOT)
GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, found: object) -> None:
    """Against tests/golden/NAME.json, which UPDATE_GOLDEN writes. Sets are written sorted."""
    text = json.dumps(found, ensure_ascii=False, indent=1, default=sorted) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))


@cache
def document() -> SourceDocument:
    return read(SEED)


@cache
def lecture() -> Lecture:
    return parse(document())


@cache
def spoken() -> SpokenLecture:
    return voice_lecture(lecture(), load_engine("kokoro"))


@cache
def script() -> Script:
    return write_script(spoken(), Cast(PROFILE.speaker), PROFILE.pauses, 60)


def test_reading() -> None:
    assert_golden("1_document", asdict(document()))


def test_parsing() -> None:
    assert_golden("2_lecture", asdict(lecture()))


def test_normalizing_and_pronouncing() -> None:
    rows = [
        {
            "spoken": sentence.spoken,
            "pinyin": " ".join(reading or "-" for reading in sentence.syllables),
            "changes": [asdict(change) for change in sentence.changes],
        }
        for section in spoken().sections
        for sentence in section.sentences
    ]
    assert_golden("3_spoken", {"sentences": rows, "findings": [asdict(finding) for finding in spoken().findings]})


def test_scripting() -> None:
    utterances = [f"{utterance.spoken} [{utterance.pause_after_ms}]" for utterance in script().utterances]
    assert_golden(
        "4_script", {"utterances": utterances, "chapters": [asdict(chapter) for chapter in script().chapters]}
    )


def test_hearing() -> None:
    engine = load_engine("kokoro")
    heard = [engine.hear(utterance.spoken, utterance.syllables) for utterance in script().utterances]
    assert [one.unspeakable for one in heard if one.unspeakable] == []
    assert_golden("5_phonemes", [one.text for one in heard])


def test_assembling() -> None:
    """Clips of a length that follows from their text stand in for speech."""
    clips = tuple(Clip(f"{index:064x}", 4800 * len(one.spoken)) for index, one in enumerate(script().utterances))
    timeline = asdict(lay_out(script(), clips, 24_000))
    said = [
        (cue.pop("spoken"), cue.pop("syllables")) for cue in timeline["cues"]
    ]  # as in the script, sentence by sentence
    assert "".join(spoken for spoken, _ in said) == "".join(one.spoken for one in script().utterances)
    assert all(len(spoken) == len(syllables) for spoken, syllables in said)
    assert_golden("6_timeline", timeline)
