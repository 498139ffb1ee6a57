from pathlib import Path

import pytest

from dangke_audio.config import load_lexicon
from dangke_audio.errors import ConfigError


def write(project: Path, content: str, name: str = "本地.tsv", encoding: str = "utf-8") -> None:
    folder = project / "voices" / "lexicons"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding=encoding)


def test_rows_of_all_files_the_later_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "# 说明\n\n单县\tshàn xiàn\t地名\n301医院\t三零幺医院\n", "a.tsv")
    write(tmp_path, "单县\tshan4 xian4\n", "b.tsv")
    lexicon = load_lexicon(tmp_path)
    entry = lexicon.entries["单县"]
    assert (entry.reading, entry.place) == ("shan4 xian4", "b.tsv:1")
    assert lexicon.entries["301医院"].reading == "三零幺医院"
    assert len(lexicon.digest) == 64


def test_longest_first(tmp_path: Path) -> None:
    write(tmp_path, "朝阳\tzhāo yáng\n朝阳区\tcháo yáng qū\n")
    lexicon = load_lexicon(tmp_path)
    found = lexicon.longest_at("在朝阳区", 1)
    assert found is not None
    assert found.written == "朝阳区"
    assert lexicon.longest_at("在朝阳区", 0) is None


def test_a_project_without_lexicons(tmp_path: Path) -> None:
    lexicon = load_lexicon(tmp_path)
    assert lexicon.longest_at("重庆", 0) is None
    assert lexicon.digest == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_files_from_notepad_and_excel(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "单县\tshan4 xian4\t地名\r\n", encoding=encoding)
    assert load_lexicon(tmp_path).entries["单县"].note == "地名"


def test_every_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "单县\tshàn\n重庆 chóng qìng\n\n301\tsan1\n朝阳\tcháo yáng\n朝阳\tzhāo yáng\n解\t谢谢\n")
    with pytest.raises(ConfigError) as caught:
        load_lexicon(tmp_path)
    told = str(caught.value)
    for words in (
        "本地.tsv:1 “单县”有 2 个汉字，读音“shàn”却有 1 个音节",
        "本地.tsv:2 缺少",
        "本地.tsv:4",
        "本地.tsv:6",
        "本地.tsv:7",
    ):
        assert words in told
    assert "本地.tsv:5" not in told
    assert "Tab" in told
