from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.model.sidecar import LineRule
from dangke_audio.reading import read
from dangke_audio.reading.sidecar import read_sidecar

WHOLE = """
title = "题目"
speaker = "张三"

[[lines]]
text = "历史"
is = "heading"
level = 2

[[lines]]
text = "内部"
is = "silent"
occurrence = 2
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "讲稿.txt"
    path.write_text("题目\n历史\n", encoding="utf-8")
    return path


def write(script: Path, content: str, encoding: str = "utf-8") -> None:
    script.with_name("讲稿.txt.toml").write_text(content, encoding=encoding)


def test_it_is_read_with_the_script(script: Path) -> None:
    write(script, WHOLE)
    sidecar = read(script).sidecar
    assert sidecar is not None
    assert (sidecar.name, sidecar.title, sidecar.speaker, sidecar.date) == ("讲稿.txt.toml", "题目", "张三", None)
    assert sidecar.lines == (LineRule("历史", "heading", 2), LineRule("内部", "silent", 1, 2))
    assert len(sidecar.sha256) == 64


def test_roles_are_labels_with_voices(script: Path) -> None:
    write(
        script,
        '[roles]\n"主持人" = "zm_yunxi"\n"甲：" = " zf_xiaobei "\n"【乙】："="a"\nQ = "b"\n"主持人（男）" = "c"\n',
    )
    sidecar = read(script).sidecar
    assert sidecar is not None
    assert sidecar.roles == (
        ("主持人", "zm_yunxi"),
        ("甲", "zf_xiaobei"),
        ("乙", "a"),
        ("Q", "b"),
        ("主持人（男）", "c"),
    )


@pytest.mark.parametrize("content", ["title = '题目'", "[roles]\n"])
def test_without_roles_there_are_none(script: Path, content: str) -> None:
    write(script, content)
    sidecar = read_sidecar(script)
    assert sidecar is not None
    assert sidecar.roles == ()


@pytest.mark.parametrize(
    ("content", "complaint", "remedy"),
    [
        ('[roles]\n甲 = "a"', "等号前面的“甲”没有放在引号里", '"甲" = "a"'),
        ('[roles]\n甲： = "a"', "等号前面的“甲”没有放在引号里", '"甲" = "a"'),
        ("[roles]\n主 持 人 = zm", "等号前面的“主持人”没有放在引号里", '"主持人" = "zm"'),
        ("[roles]\n主持人 =", "等号前面的“主持人”没有放在引号里", '"主持人" = ""'),
        ('[roles]\n"甲"＝"a"', "等号是中文的", "英文的等号"),
        ('[roles]\n“甲” = "a"', "引号是中文的", "英文的直引号"),
        ('[角色]\n"甲" = "a"', "“角色”不对", "[roles]"),
        ('【roles】\n"甲" = "a"', "“roles”不对", "[roles]"),
        ('[roles]\n"甲" = 3', "“甲”后面应当是引号里的声音名字", '"甲" = "zf_xiaobei"'),
        ('[roles]\n"甲" = ""', "“甲”后面应当是引号里的声音名字", '"甲" = "zf_xiaobei"'),
        ('[roles]\n"甲".voice = "a"', "“甲”后面应当是引号里的声音名字", '"甲" = "zf_xiaobei"'),
        ('[roles]\n"：" = "a"', "有一个称呼是空的", '"甲" = "zf_xiaobei"'),
        ('[roles]\n"甲" = "a"\n"甲：" = "b"', "“甲”写了两次", "删去一个"),
        ('[roles]\n"甲" = "a"\ntitle = "题目"', "“title”写在了 [roles] 里面", "前面"),
        ('roles = "甲"', "“roles”应当写成一段 [roles]", "[roles]"),
        ('[[roles]]\n"甲" = "a"', "“roles”应当写成一段 [roles]", "[roles]"),
    ],
)
def test_mistakes_in_roles_are_told_with_the_remedy(script: Path, content: str, complaint: str, remedy: str) -> None:
    write(script, content)
    with pytest.raises(SourceError) as caught:
        read_sidecar(script)
    assert complaint in caught.value.message
    assert remedy in (caught.value.hint or "")
    assert (caught.value.place or "").startswith("讲稿.txt.toml")


def test_none_is_nothing(script: Path) -> None:
    assert read(script).sidecar is None


def test_the_mark_of_notepad_does_no_harm(script: Path) -> None:
    write(script, WHOLE, "utf-8-sig")
    sidecar = read_sidecar(script)
    assert sidecar is not None
    assert sidecar.title == "题目"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("title = 题目", "格式不对"),
        ("titel = '题目'", "不认识的项“titel”"),
        ("title = 3", "“title”应当是引号里的文字"),
        ("title = ' '", "“title”应当是引号里的文字"),
        ("lines = 3", "[[lines]]"),
        ("[[lines]]\ntext = '历史'", "缺少 text 或 is"),
        ("[[lines]]\ntext = '历史'\nis = '标题'", "heading、body、silent"),
        ("[[lines]]\ntext = '历史'\nis = 'heading'\nlevel = 4", "1、2 或 3"),
        ("[[lines]]\ntext = '历史'\nis = 'heading'\nlevel = true", "1、2 或 3"),
        ("[[lines]]\ntext = '历史'\nis = 'heading'\noccurrence = 0", "第几次出现"),
        ("[[lines]]\ntext = '历史'\nis = 'heading'\nlevels = 1", "不认识的项“levels”"),
    ],
)
def test_mistakes_are_told_with_place_and_remedy(script: Path, content: str, complaint: str) -> None:
    write(script, content)
    with pytest.raises(SourceError) as caught:
        read(script)
    assert complaint in str(caught.value)
    assert "讲稿.txt.toml" in str(caught.value)
    assert caught.value.hint


def test_bytes_that_are_no_text_are_told(script: Path) -> None:
    write(script, "title = '题目'", "gb18030")
    with pytest.raises(SourceError, match="UTF-8"):
        read(script)


@pytest.mark.parametrize(
    ("content", "place", "complaint"),
    [
        ("speaker = '张三'\ntitle = “题目”", "讲稿.txt.toml:2", "引号是中文的"),
        ("title = '甲'\ntitle = '乙'", "讲稿.txt.toml", "同一项写了两次"),
        ("title = '甲", "讲稿.txt.toml", "格式不对"),
        ("a = " + "[" * 5000, "讲稿.txt.toml", "套得太深"),
    ],
)
def test_what_is_no_toml_is_told_in_chinese(script: Path, content: str, place: str, complaint: str) -> None:
    write(script, content)
    with pytest.raises(SourceError, match=complaint) as caught:
        read(script)
    assert (caught.value.place or "").startswith(place)
    assert caught.value.message.removeprefix("说明文件").isascii() is False
    assert "Cannot" not in str(caught.value)


def test_a_title_is_one_line(script: Path) -> None:
    write(script, 'title = """\n弘扬\n精神"""')
    sidecar = read_sidecar(script)
    assert sidecar is not None
    assert sidecar.title == "弘扬 精神"


def test_a_folder_of_that_name_is_told(script: Path) -> None:
    script.with_name("讲稿.txt.toml").mkdir()
    with pytest.raises(SourceError, match="文件夹"):
        read(script)
