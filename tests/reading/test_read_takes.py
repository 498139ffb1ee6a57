"""The list of takes: what is written is read, what a hand has spoilt is told with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.take import NO_TAKES, RetakenSentence, Take, Takes, TakeVoice
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.takes import LIST, read_sound, read_takes, takes_folder
from dangke_audio.retaking.keeping import keep_list, wave_bytes

SOUND = Pcm(24_000, bytes(range(200)) * 4)
DATA = wave_bytes(SOUND)
SPOKEN = Take(2, "语速 0.96", "一.wav", sha256_of(DATA), TakeVoice("edge", "zh", 1.0, '{"pitch": "-5Hz"}'))
RECORDED = Take(3, '录音 "我的\\录音".wav', "二.wav", sha256_of(DATA), None)
SENTENCE = RetakenSentence('他说："好\x7f"。', "5e" * 32, 2, "前一句。", "", 2, (SPOKEN, RECORDED))


@pytest.fixture
def script(tmp_path: Path) -> Path:
    script = tmp_path / "讲稿.docx"
    takes_folder(script).mkdir()
    (takes_folder(script) / "一.wav").write_bytes(DATA)
    return script


def test_the_list_comes_back_as_it_was_written(script: Path) -> None:
    keep_list(takes_folder(script), Takes((SENTENCE,)))
    found = read_takes(script)
    assert found.sentences == (SENTENCE,)
    assert found.digest is not None


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert read_takes(tmp_path / "讲稿.txt") == NO_TAKES


def test_the_digest_follows_the_choices_and_their_files_only(script: Path) -> None:
    def digest(sentence: RetakenSentence) -> str | None:
        keep_list(takes_folder(script), Takes((sentence,)))
        return read_takes(script).digest

    chosen = digest(SENTENCE)
    assert digest(replace(SENTENCE, chosen=1)) is None
    assert digest(replace(SENTENCE, takes=(SPOKEN,))) == chosen, "a take that nobody hears does not count"
    assert digest(replace(SENTENCE, chosen=3)) not in (chosen, None)
    (takes_folder(script) / "一.wav").unlink()
    assert digest(SENTENCE) not in (chosen, None), "a file that is missing makes another build"


def test_a_sound_is_verified(script: Path) -> None:
    folder = takes_folder(script)
    assert read_sound(folder, SPOKEN) == SOUND
    for spoilt in (DATA[:-2], DATA[:60] + b"\xff" + DATA[61:], b""):
        (folder / "一.wav").write_bytes(spoilt)
        with pytest.raises(SourceError, match="损坏") as caught:
            read_sound(folder, SPOKEN)
        assert caught.value.place == "讲稿.docx.takes/一.wav"
    with pytest.raises(SourceError, match="不见了"):
        read_sound(folder, RECORDED)


def test_a_file_that_is_no_wave_is_told(script: Path) -> None:
    (takes_folder(script) / "一.wav").write_bytes(b"ID3 not a wave")
    take = Take(2, "x", "一.wav", sha256_of(b"ID3 not a wave"), None)
    with pytest.raises(SourceError, match="不是 WAV"):
        read_sound(takes_folder(script), take)


LIST_TEXT = """
[[sentences]]
written = "一句。"
said = "5e"
occurrence = 1
chosen = 2
[[sentences.takes]]
number = 2
how = "语速 0.96"
file = "一.wav"
sha256 = "ab"
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("chosen = 2", "chosen = 7", "没有第 7 个读法"),
        ("chosen = 2", 'chosen = "2"', "“chosen”"),
        ("chosen = 2", "chosen = true", "“chosen”"),
        ("number = 2", "number = 1", "从 2 数起"),
        ('"一.wav"', '"../一.wav"', "只是文件名"),
        ('"一.wav"', '"a\\\\一.wav"', "只是文件名"),
        ('file = "一.wav"', "", "“file”"),
        ('said = "5e"', "", "“said”"),
        ("[[sentences]]", "[sentences]", "“sentences”"),
        ("[[sentences.takes]]", "[sentences.takes]", "“takes”"),
        ("occurrence = 1", "occurrence = ", "格式不对"),
        ('sha256 = "ab"', 'sha256 = "ab"\nengine = "x"', "“speed”"),
    ],
)
def test_faults_are_told_with_their_place(script: Path, before: str, after: str, told: str) -> None:
    (takes_folder(script) / LIST).write_text(LIST_TEXT.replace(before, after), "utf-8")
    with pytest.raises(SourceError) as caught:
        read_takes(script)
    assert told in str(caught.value)
    assert "讲稿.docx.takes/takes.toml" in str(caught.value)


def test_a_list_from_a_windows_editor(script: Path) -> None:
    (takes_folder(script) / LIST).write_bytes(b"\xef\xbb\xbf" + LIST_TEXT.replace("\n", "\r\n").encode())
    assert read_takes(script).sentences[0].chosen == 2
