from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.noticing import notice_script


def test_words_become_a_script_that_stays(tmp_path: Path) -> None:
    path = notice_script("各位村民，明天停水。\n请提前存水。", tmp_path)
    assert path.parent == tmp_path / "通知"
    assert path.read_text("utf-8") == "各位村民，明天停水。\n请提前存水。\n"


def test_the_same_words_are_the_same_script_and_others_another(tmp_path: Path) -> None:
    first = notice_script("明天上午八点到十二点村里停水，请存水。", tmp_path)
    assert notice_script("明天上午八点到十二点村里停水，请存水。 ", tmp_path) == first
    other = notice_script("明天上午八点到十二点村里停水，不用存水。", tmp_path)
    assert other != first
    assert first.read_text("utf-8") != other.read_text("utf-8")


def test_a_file_is_taken_as_it_is(tmp_path: Path) -> None:
    script = tmp_path / "停水.txt"
    script.write_text("明天停水。", "utf-8")
    assert notice_script(str(script), tmp_path) == script
    assert not (tmp_path / "通知").exists()


@pytest.mark.parametrize("words", ["", " \n", "没有.txt", "没有.docx"])
def test_what_is_missing_is_told(tmp_path: Path, words: str) -> None:
    with pytest.raises(SourceError) as raised:
        notice_script(words, tmp_path)
    assert raised.value.hint


@pytest.mark.parametrize("words", ["../../etc: 停水？", "/停水", "CON", "水" * 5000, "\0停水"])
def test_any_words_have_a_name_below_the_folder(tmp_path: Path, words: str) -> None:
    path = notice_script(words, tmp_path)
    assert path.resolve().parent == (tmp_path / "通知").resolve()
    assert len(path.name.encode()) < 100
