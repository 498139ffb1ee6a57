"""What is no Word file, damaged, or made to do harm."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.support.word_files import paragraph, word_file

from dangke_audio.errors import SourceError
from dangke_audio.reading import archive, word
from dangke_audio.reading.word import read_word, xml


def refused(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_word(path)
    assert caught.value.place == path.name
    assert caught.value.hint
    return caught.value


def made(folder: Path, content: bytes, name: str = "讲稿.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(**entries: bytes) -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), content)
    return made_of.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "不完整"),
        (zipped(a=b"text"), "不是 Word 文档"),
        (zipped(TYPES=b'<x y="spreadsheetml.sheet"/>'), "不是 Word 文档"),
        (zipped(TYPES=b"wordprocessingml"), "没有正文"),
        (b"PK\x05\x06" + bytes(18), "不是 Word 文档"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    assert message in refused(made(tmp_path, content)).message


def test_a_document_cut_short(tmp_path: Path) -> None:
    whole = word_file(tmp_path, *[paragraph(f"第{n}段话") for n in range(500)]).read_bytes()
    for end in (30, len(whole) // 2, len(whole) - 30):
        assert "不完整" in refused(made(tmp_path, whole[:end])).message


def test_a_document_with_damaged_bytes(tmp_path: Path) -> None:
    whole = bytearray(word_file(tmp_path, *[paragraph(f"第{n}段话") for n in range(500)]).read_bytes())
    middle = whole.index(b"word/document.xml") + 200
    whole[middle : middle + 40] = bytes(40)
    assert "损坏" in refused(made(tmp_path, bytes(whole))).message


def test_a_document_without_words(tmp_path: Path) -> None:
    assert "没有文字" in refused(word_file(tmp_path, paragraph(), paragraph("　"))).message


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, part: str, prolog: str, encoding: str) -> None:
    hostile = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<w:document xmlns:w="x">&a;</w:document>'
    path = word_file(tmp_path, paragraph("正文"), more={part: hostile.encode(encoding)})
    assert "DTD" in refused(path).message


def test_a_late_dtd_is_refused_too(tmp_path: Path) -> None:
    """The declaration may stand behind a comment as long as one likes, and across two pieces."""
    for padding in (65_530, 200_000):
        hostile = f"<!--{'x' * padding}--><!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>"
        path = word_file(tmp_path, paragraph("正文"), more={"word/document.xml": hostile})
        assert "DTD" in refused(path).message


def test_parts_outside_the_file_are_not_fetched(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    for target, mode in (("file:///etc/passwd", "External"), ("../../../etc/passwd", "Internal")):
        relation = f'<R><Relationship Type="{kind}" Target="{target}" TargetMode="{mode}"/></R>'
        path = word_file(tmp_path, paragraph("正文"), more={"_rels/.rels": relation})
        assert "没有正文" in refused(path).message


def test_a_bomb_is_not_inflated(tmp_path: Path) -> None:
    bomb = b"<w:document>" + b" " * 60_000_000
    assert "大得不正常" in refused(word_file(tmp_path, more={"word/document.xml": bomb})).message


def test_a_part_larger_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word_file(tmp_path, *[paragraph(f"第{n}段话") for n in range(2_000)])
    with zipfile.ZipFile(path) as file:
        declared = file.getinfo("word/document.xml").file_size
    monkeypatch.setattr(archive.Archive.chunks, "__defaults__", (declared - 1,))
    assert "大得不正常" in refused(path).message


def test_a_size_that_lies_is_not_trusted(tmp_path: Path) -> None:
    """The directory says that the document has 100 bytes; reading stops there and the checksum does not fit."""
    path = word_file(tmp_path, *[paragraph(f"第{n}段话") for n in range(2_000)])
    with zipfile.ZipFile(path) as file:
        true_size = file.getinfo("word/document.xml").file_size
    data = path.read_bytes().replace(true_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "损坏" in refused(made(tmp_path, data)).message


def test_too_many_entries(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("正文"), more={f"x{n}": "" for n in range(10_001)})
    assert "大得不正常" in refused(path).message


def test_encrypted_entries_and_foreign_compression(tmp_path: Path) -> None:
    whole = word_file(tmp_path, paragraph("正文")).read_bytes()
    encrypted = bytearray(whole)
    for place in _places(whole, b"PK\x01\x02"):
        encrypted[place + 8] |= 1
    assert "密码" in refused(made(tmp_path, bytes(encrypted))).message
    foreign = bytearray(whole)
    for place in _places(whole, b"PK\x01\x02"):
        foreign[place + 10] = 12  # bzip2
    assert "压缩方式" in refused(made(tmp_path, bytes(foreign))).message


def test_patched_entries_are_damage(tmp_path: Path) -> None:
    """Python's zipfile does not know them, and says so with an error of its own."""
    data = bytearray(word_file(tmp_path, paragraph("正文")).read_bytes())
    for place in _places(bytes(data), b"PK\x01\x02"):
        data[place + 8] |= 0x20
    assert "损坏" in refused(made(tmp_path, bytes(data))).message


def _places(data: bytes, wanted: bytes) -> list[int]:
    places, at = [], data.find(wanted)
    while at >= 0:
        places.append(at)
        at = data.find(wanted, at + 1)
    return places


def test_nesting_without_end(tmp_path: Path) -> None:
    deep = "<w:customXml>" * 5_000 + paragraph("正文") + "</w:customXml>" * 5_000
    assert "复杂" in refused(word_file(tmp_path, deep)).message
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("正文") + "</w:tc></w:tr></w:tbl>" * 80
    assert [each.text for each in read_word(word_file(tmp_path, tables)).paragraphs] == ["正文"]


def test_one_paragraph_of_endless_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_HEAVIEST", 10_000)
    path = word_file(tmp_path, f"<w:p>{'<w:x/>' * 40_000}</w:p>")
    assert "复杂" in refused(path).message


def test_malformed_xml_names_its_line(tmp_path: Path) -> None:
    path = word_file(tmp_path, more={"word/document.xml": '<w:document xmlns:w="x">\n<w:body>\n</w:document>'})
    assert "第 3 行" in refused(path).message


def test_a_main_part_of_another_kind(tmp_path: Path) -> None:
    path = word_file(tmp_path, more={"word/document.xml": "<workbook/>"})
    assert "不是 Word 文档" in refused(path).message


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST_BYTES", 1_000)
    assert "太大" in refused(made(tmp_path, bytes(1_001))).message
