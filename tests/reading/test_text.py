from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.reading import read
from dangke_audio.reading import text as text_module


def written(folder: Path, content: bytes, name: str = "讲稿.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_paragraphs_are_lines_with_their_numbers(tmp_path: Path) -> None:
    document = read(
        written(tmp_path, "\ufeff题目\r\n\r\n　　同志们：\r大家好。\n \n一、提高认识水平，凝聚思想共识".encode())
    )
    assert document.name == "讲稿.txt"
    assert document.encoding == "utf-8"
    assert [(p.text, p.location.line) for p in document.paragraphs] == [
        ("题目", 1),
        ("　　同志们：", 3),
        ("大家好。", 4),
        ("一、提高认识水平，凝聚思想共识", 6),
    ]
    assert document.paragraphs[3].location.path == "讲稿.txt"
    assert document.paragraphs[3].location.excerpt == "一、提高认识水平，凝聚思"
    assert document.paragraphs[1].location.excerpt == "同志们："
    assert document.findings == ()


def test_breaks_inside_a_line_end_a_paragraph_but_not_the_line(tmp_path: Path) -> None:
    document = read(written(tmp_path, "第一页\x0c第二页\u2028下一行\x85又一行\n第二行".encode()))
    assert [(p.text, p.location.line) for p in document.paragraphs] == [
        ("第一页", 1),
        ("第二页", 1),
        ("下一行", 1),
        ("又一行", 1),
        ("第二行", 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_encoding_gives_the_same_paragraphs(tmp_path: Path, encoding: str) -> None:
    document = read(written(tmp_path, "讲稿：牢记初心使命\n同志们：\n大家好！".encode(encoding)))
    assert [p.text for p in document.paragraphs] == ["讲稿：牢记初心使命", "同志们：", "大家好！"]


def test_a_few_control_characters_do_no_harm(tmp_path: Path) -> None:
    document = read(written(tmp_path, "大家\x07好\x00！\n\x1a".encode()))
    assert len(document.paragraphs) == 1


@pytest.mark.parametrize("suffix", ["", ".text", ".TXT", ".log", ".doc", ".wps", ".docx"])
def test_other_suffixes_are_read_as_text(tmp_path: Path, suffix: str) -> None:
    assert read(written(tmp_path, "大家好！".encode(), f"讲稿{suffix}")).paragraphs[0].text == "大家好！"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t\n", "文件是空的"),
        ("\u3000\n\u200b\n".encode(), "没有文字"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图片（PNG）"),
        (b"PK\x03\x04\x14\x00", "压缩包"),
        (b"ID3\x03\x00\x00\x00", "MP3"),
        (b"\xff\xfb\x90\x64\x00", "MP3"),
        (b"\x00\x01\x02\x03" * 64 + b"\xff\xfe\xfd", "二进制"),
        (b"\x01\x02\x03 text " * 20, "二进制"),
        (("\ufeff" + "\x01字" * 20).encode(), "二进制"),
        ("同志们".encode() + b"\xff" * 9 + "大家好".encode(), "无法识别文字编码（第 1 行，第 10 个字节）"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(written(tmp_path, content))
    assert message in caught.value.message
    assert caught.value.place == "讲稿.txt"
    assert caught.value.hint


def test_missing_files_folders_and_owner_files(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到"):
        read(tmp_path / "没有.txt")
    with pytest.raises(SourceError, match="文件夹"):
        read(tmp_path)
    with pytest.raises(SourceError, match="临时文件"):
        read(written(tmp_path, b"x", "~$讲稿.docx"))


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "LARGEST_BYTES", 2_000_000)
    path = tmp_path / "讲稿.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    with pytest.raises(SourceError, match="文件太大（3 MB），最大 2 MB"):
        read(path)


def test_damage_is_reported(tmp_path: Path) -> None:
    cut = read(written(tmp_path, "大家好，今天我们上一堂党课".encode()[:-1]))
    assert [f.code for f in cut.findings] == ["cut-short"]
    lost = read(written(tmp_path, "大家好，今天\ufffd们上一堂党课".encode()))
    assert [(f.code, f.location and f.location.line) for f in lost.findings] == [("lost-character", 1)]
    mixed = read(written(tmp_path, "同志们，大家好！\n".encode() + "今天我们上一堂党课。".encode("gb18030")))
    assert [f.code for f in mixed.findings] == ["mixed-encoding"]


def test_an_unreadable_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"x")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match="无法读取文件"):
        read(path)


def test_blank_data_at_the_end_is_reported(tmp_path: Path) -> None:
    document = read(written(tmp_path, "大家好，今天我们上一堂党课".encode() + bytes(512)))
    assert [p.text for p in document.paragraphs] == ["大家好，今天我们上一堂党课"]
    assert [f.code for f in document.findings] == ["lost-end"]


def test_a_damaged_byte_is_reported_with_its_line(tmp_path: Path) -> None:
    text = "各位乡亲，晚上好！\n今天说说防汛的准备，请大家记好三件事。\n散会以后各组留一个人。"
    document = read(written(tmp_path, text.encode().replace("请".encode(), b"\xff\xe8\xaf\xb7")))
    assert "".join(p.text for p in document.paragraphs).replace("\ufffd", "") == text.replace("\n", "")
    assert [(f.code, f.location and f.location.line) for f in document.findings] == [("lost-character", 2)]


def test_a_paragraph_of_gibberish_is_reported(tmp_path: Path) -> None:
    gibberish = "秸秆往哪里去，镇上的收购点都收。".encode().decode("gb18030", "ignore")
    document = read(written(tmp_path, f"各位乡亲，晚上好！\n{gibberish}\n大家回去早点休息。".encode()))
    assert [(f.code, f.location and f.location.line) for f in document.findings] == [("garbled-text", 2)]
