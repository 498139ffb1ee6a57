"""espeak-ng's sounds in the letters of Kokoro's English."""

import pytest

from dangke_audio.engines.kokoro import english
from dangke_audio.engines.kokoro.english import ENGLISH, aspirated, english_phonemes
from dangke_audio.engines.kokoro.session import vocabulary

# Every sound of American English, in words whose misaki phonemes are known.
WORDS = [
    ("day", "dˈA"), ("my", "mˈI"), ("now", "nˈW"), ("boy", "bˈY"), ("go", "ɡˈO"), ("see", "sˈi"), ("who", "hˈu"),
    ("bird", "bˈɜɹd"), ("hurry", "hˈɜɹi"), ("car", "kˈɑɹ"), ("more", "mˈɔɹ"), ("year", "jˈɪɹ"), ("care", "kˈɛɹ"),
    ("poor", "pˈʊɹ"), ("fire", "fˈIəɹ"), ("idea", "Idˈiə"), ("client", "klˈIənt"), ("about", "əbˈWt"), ("cup", "kˈʌp"),
    ("teach", "tˈiʧ"), ("judge", "ʤˈʌʤ"), ("vision", "vˈɪʒən"), ("thing", "θˈɪŋ"), ("mother", "mˈʌðəɹ"),
    ("people", "pˈipᵊl"), ("party", "pˈɑɹTi"), ("wanted", "wˈɔntᵻd"), ("law", "lˈɔ"), ("good", "ɡˈʊd"), ("cat", "kˈæt"),
    ("Bach", "bˈɑk"), ("croissant", "kwˈɑsɑ"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "phonemes"), WORDS)
def test_each_sound_has_kokoros_letter(written: str, phonemes: str) -> None:
    assert english_phonemes(written) == phonemes


def test_all_that_comes_out_is_known_to_the_model() -> None:
    assert set(vocabulary()) >= ENGLISH
    assert {letter for _, phonemes in WORDS for letter in phonemes} <= ENGLISH


@pytest.mark.parametrize("sounds", ["", "ʙa", "(fr)ma"])
def test_unknown_sounds_are_not_passed_on(sounds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "ipa", lambda words: sounds)
    assert english_phonemes("word") is None


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("pˈWəɹ", "pʰˈWəɹ"), ("spˈik", "spˈik"), ("əpɹˈOʧ", "əpʰɹˈOʧ"), ("tədˈA", "tʰədˈA"), ("pˈɑɹTi", "pʰˈɑɹTi"),
        ("stɹˈɛŋθ", "stɹˈɛŋθ"), ("tˈɑp pˈipᵊl", "tʰˈɑp pʰˈipᵊl"), ("kwˈIət", "kʰwˈIət"), ("dˈOnt", "dˈOnt"), ("ʧˈInə", "ʧʰˈInə"), ("ʤˈʌst tə", "ʤˈʌst tʰə"),
    ],
)  # fmt: skip
def test_aspiration_is_marked_where_english_has_it(plain: str, marked: str) -> None:
    assert aspirated(plain) == marked
