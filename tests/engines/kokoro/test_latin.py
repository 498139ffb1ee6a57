"""Which Latin runs are words, which are letters, and that both are heard."""

import pytest

from dangke_audio.engines.kokoro import latin
from dangke_audio.engines.kokoro.english import english_phonemes
from dangke_audio.engines.kokoro.latin import latin_phonemes
from dangke_audio.engines.kokoro.session import vocabulary
from dangke_audio.engines.kokoro.tables import table


def letters(names: str) -> str:
    return " ".join(table("letters.tsv")[letter] for letter in names)


@pytest.mark.parametrize(
    "written",
    [
        "A", "x", "GDP", "PPT", "CCTV", "WTO", "IT", "WHO", "HTTPS", "CPPCC", "UNFCCC",
        "gdp", "ppt", "qq", "ktv", "kpi", "dna", "vip", "usb", "ai",
    ],
)  # fmt: skip
def test_letters(written: str) -> None:
    assert latin_phonemes(written) == letters(written.upper())


@pytest.mark.parametrize(
    ("written", "phonemes"),
    [
        ("Internet", "ˈɪntəɹnˌɛt"),
        ("INTERNET", "ˈɪntəɹnˌɛt"),
        ("strengths", "stɹˈɛŋθs"),
        ("water", "wˈɔTəɹ"),
        ("button", "bˈʌtᵊn"),
        ("don’t", "dˈOnt"),
        ("don't", "dˈOnt"),
        ("NATO", "nˈATO"),
        ("WiFi", "wˈIfˌI"),
        ("WIFI", "wˈIfˌI"),
        ("McDonald", "mək dˈɑnᵊld"),
    ],
)
def test_words(written: str, phonemes: str) -> None:
    assert latin_phonemes(written) == phonemes


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("PowerPoint", ("Power", "Point")),
        ("AlphaGo", ("Alpha", "Go")),
    ],
)
def test_joined_words_are_read_as_two(written: str, parts: tuple[str, ...]) -> None:
    assert latin_phonemes(written) == " ".join(map(latin_phonemes, parts))


@pytest.mark.parametrize(
    ("written", "phonemes"),
    [
        ("ChatGPT", f"ʧˈæt {letters('GPT')}"),
        ("iOS", letters("IOS")),
        ("eSIM", f"{letters('E')} sˈɪm"),
        ("mRNA", letters("MRNA")),
        ("PhD", letters("PHD")),
        ("CEOs", letters("CEO") + "z"),
        ("APPs", "ˈæpʰz"),
    ],
)
def test_words_and_letters_in_one(written: str, phonemes: str) -> None:
    assert latin_phonemes(written) == phonemes


def test_in_a_sentence_short_words_are_words() -> None:
    assert latin_phonemes("It is led by the people") == "ɪT ɪz lˈɛd bI ðə pˈipᵊl"
    assert latin_phonemes("I have a dream") == "I hæv ə dɹˈim"
    assert latin_phonemes("A better life") == "ə bˈɛTəɹ lˈIf"
    assert latin_phonemes("Plan A") == f"plˈæn {letters('A')}"


def test_abbreviations_stay_letters_in_a_sentence() -> None:
    assert latin_phonemes("China joined the WTO") == f"ʧˈInə ʤˈYnd ðə {letters('WTO')}"


def test_a_shouted_sentence_is_read_but_a_list_of_abbreviations_is_spelled() -> None:
    assert latin_phonemes("SERVE THE PEOPLE") == latin_phonemes("serve the people")
    assert latin_phonemes("THE USA IS A BIG COUNTRY") == f"ðə {letters('USA')} ɪz ə bˈɪɡ kˈʌntɹi"
    assert latin_phonemes("SERVE the people") == latin_phonemes("serve the people")
    assert latin_phonemes("GDP CPI PPI") == letters("GDPCPIPPI")


def test_articles_know_what_follows() -> None:
    assert latin_phonemes("the apple on the table").startswith("ðɪ ")
    assert latin_phonemes("the table on the apple").startswith("ðə ")


def test_among_chinese_only_english_words_are_marked_otherwise() -> None:
    assert latin_phonemes("Team", among_chinese=True) == "tʰˈim"
    for written in ("WiFi", "PPT", "Beijing"):
        assert latin_phonemes(written, among_chinese=True) == latin_phonemes(written)


def test_chinese_names_are_read_in_chinese() -> None:
    assert latin_phonemes("Beijing") == "pei↓ʨi→ŋ"
    assert latin_phonemes("XI") == letters("XI")


def test_what_espeak_cannot_say_is_spelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "english_phonemes", lambda words: None if "odd" in words else english_phonemes(words))
    assert latin_phonemes("very odd people") == f"vˈɛɹi {letters('ODD')} pˈipᵊl"


def test_words_of_any_length_and_shape_are_heard() -> None:
    known = set(vocabulary())
    for written in ("a" * 300, "Supercalifragilisticexpialidocious" * 4, "zh" * 30, "x'y'z", "aAbBcC", "I'm", "y" * 9):
        phonemes = latin_phonemes(written)
        assert phonemes.strip(), written
        assert set(phonemes) <= known, written


def test_common_lone_words_and_letters_do_not_start_espeak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "english_phonemes", None)
    assert latin_phonemes("WiFi")
    assert latin_phonemes("GDP")
    assert latin_phonemes("App")
    assert latin_phonemes("Beijing")
