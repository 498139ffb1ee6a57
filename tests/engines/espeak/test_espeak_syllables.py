"""Every syllable in every tone, in the library's own trace of what it says."""

import json
import subprocess
import sys
from collections import defaultdict

import pytest

from dangke_audio.engines.espeak.hearing import syllable_sound
from dangke_audio.engines.espeak_library import locate
from dangke_audio.table_rows import rows

TRACER = """
import ctypes, json, os, sys
library = ctypes.CDLL(sys.argv[1])
system = ctypes.CDLL(None)
library.espeak_Initialize(2, 0, os.fsencode(sys.argv[2]), 0x8000)
keep = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(lambda *_: 0)
library.espeak_SetSynthCallback(keep)
library.espeak_SetVoiceByName(b"cmn-latn-pinyin")
system.fopen.restype = ctypes.c_void_p
system.fclose.argtypes = [ctypes.c_void_p]
library.espeak_SetPhonemeTrace.argtypes = [ctypes.c_int, ctypes.c_void_p]
traces = []
for text in json.load(sys.stdin):
    file = system.fopen(os.fsencode(sys.argv[3]), b"w")
    library.espeak_SetPhonemeTrace(1, file)
    encoded = text.encode() + b"\\0"
    library.espeak_Synth(encoded, ctypes.c_size_t(len(encoded)), 0, 0, 0, 0x101, None, None)
    library.espeak_SetPhonemeTrace(0, None)
    system.fclose(file)
    with open(sys.argv[3], encoding="utf-8") as trace:
        traces.append(trace.read().strip())
json.dump(traces, sys.stdout)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the trace needs the C library's files")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("trace") / "trace.txt")


def traces(texts: list[str], file: str) -> list[str]:
    """What the library says to each, in its own names of sounds; `(en)` where it changes to English."""
    program = [sys.executable, "-c", TRACER, str(locate().library), str(locate().data), file]
    done = subprocess.run(program, input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True)
    said: list[str] = json.loads(done.stdout)
    return said


def test_no_syllable_is_spelled_in_english_and_no_two_sound_alike(folder: str) -> None:
    syllables = [row[0] + tone for row in rows("dangke_audio.engines.espeak", "syllables.tsv") for tone in "12345"]
    sounds = [syllable_sound(syllable) for syllable in syllables]
    assert len(syllables) > 2000
    assert all(sounds)
    by_trace = defaultdict(list)
    for syllable, trace in zip(syllables, traces([sound or "" for sound in sounds], folder), strict=True):
        assert "(en)" not in trace, syllable
        assert trace, syllable
        by_trace[trace].append(syllable)
    assert [alike for alike in by_trace.values() if len(alike) > 1] == []


def test_bare_pinyin_would_be_spelled(folder: str) -> None:
    """Why the table has phonemes; should the library learn these one day, the table can shrink."""
    assert all("(en)" in trace for trace in traces(["qiong2", "xiong1", "jiong3", "m2", "ê4"], folder))


def test_third_tones_rise_before_third_tones_by_themselves(folder: str) -> None:
    sound, twice, parted = traces(["hao3", "hao3 [[S;j'ong214]] hao3", "hao3，hao3"], folder)
    assert sound.startswith("X'Au214")
    assert twice.count("35") == 2
    assert "(en)" not in twice
    assert parted.count("214") == 2


def test_letters_are_chinese_sounds_and_words_english_ones(folder: str) -> None:
    names = [row[1] for row in rows("dangke_audio.engines.espeak", "letters.tsv")]
    assert len(names) == 26
    assert not any("(en)" in trace for trace in traces(names, folder))
    (word,) = traces(["shang4 [[_^_en w|'aI f|,aI _^_cmn]] wang3"], folder)
    assert "(en)" in word
    assert word.index("(cmn)") < word.index("w'A214N")
