"""The working copy: the same lecture as the original, whatever its format; the original stays."""

from pathlib import Path

import pytest
from tests.support import pdf_files, web_pages, word_files

from dangke_audio.delivering.shelf import lecture_folder_name
from dangke_audio.errors import SourceError
from dangke_audio.model.lecture import Lecture
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing import parse
from dangke_audio.reading import read
from dangke_audio.reading.sidecar import sidecar_of
from dangke_audio.reading.takes import takes_folder
from dangke_audio.studio.proof import working_copy
from dangke_audio.studio.proof.places import places_of
from dangke_audio.studio.proof.unwrapping import gist_of
from dangke_audio.working_copy import original_path

TEXT = """让党旗飘扬
——在主题党日上的党课
王明
同志们：
　　今天讲三件事。[停顿 2秒]第一件，[读作 chóng]重[/读作]修水渠；第二件，[不读]内部[/不读]修路。
一、修水渠
　　水渠长 12 公里，\u200b担子很重🙂。担子很重。
（一）筹钱
　　1. 村里出 30%。
二、修路
　　一要快。路要赶在雨季以前修好。二要稳。质量第一。
"""
WRAPPED = "让党旗飘扬\n\n" + "\n".join(
    "　　" * (number % 6 == 0) + ("我们村的水渠修了三十年每年都要清淤今年一定要重新修一遍" * 2)[: 34 - 2 * (number % 6 == 0)]
    for number in range(24)
)  # fmt: skip
SIDECAR = 'title = "修渠修路"\n\n[[lines]]\ntext = "二、修路"\nis = "body"\n'


def originals(folder: Path) -> dict[str, Path]:
    """One script in many formats."""
    found = {name: folder / name for name in ("讲稿.txt", "折行.txt", "讲稿.md", "网页.html", "讲稿.pdf", "国标.txt")}
    found["讲稿.txt"].write_text(TEXT, encoding="utf-8")
    sidecar_of(found["讲稿.txt"]).write_text(SIDECAR, encoding="utf-8")
    found["国标.txt"].write_bytes(TEXT.replace("🙂", "").replace("\u200b", "").encode("gb18030"))
    found["折行.txt"].write_text(WRAPPED, encoding="utf-8")
    found["讲稿.md"].write_text("# 党课\n\n## 一、早\n\n**担子**很重。\n第二行。\n\n> 引文\n\n- 一\n- 二\n", "utf-8")
    found["网页.html"].write_bytes(web_pages.PEOPLE.html.encode("gb18030"))
    found["讲稿.pdf"].write_bytes(pdf_files.pdf(pdf_files.typeset(TEXT.splitlines()[:9])))
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>shàn</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>单</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    found["讲稿.docx"] = word_files.word_file(
        folder,
        word_files.paragraph("党课题目", properties='<w:jc w:val="center"/>'),
        word_files.paragraph("修水渠", style="H"),
        word_files.paragraph(f"{word_files.run('我们')}{ruby}{word_files.run('县的担子很重。')}"),
        word_files.table(("村名", "负责人"), ("上河村", "赵强")),
        styles=word_files.style("H", "heading 1"),
    )
    return found


def lecture(path: Path) -> tuple[SourceDocument, Lecture]:
    document = read(path)
    return document, parse(document)


@pytest.mark.parametrize("name", ["讲稿.txt", "折行.txt", "讲稿.md", "网页.html", "讲稿.pdf", "国标.txt", "讲稿.docx"])
def test_the_same_lecture_as_the_original(name: str, tmp_path: Path) -> None:
    original = originals(tmp_path)[name]
    before = original.read_bytes()
    _, found = lecture(original)
    document, copied = lecture(working_copy(original))
    assert gist_of(copied) == gist_of(found)
    pins = [one.pins for section in copied.sections for one in section.sentences]
    assert pins == [one.pins for section in found.sections for one in section.sentences]
    assert [(one.text, one.reason) for one in copied.omitted] == [(one.text, one.reason) for one in found.omitted]
    assert document.name == name
    assert original.read_bytes() == before


@pytest.mark.parametrize("name", ["讲稿.txt", "折行.txt", "讲稿.md", "网页.html", "讲稿.pdf", "讲稿.docx"])
def test_every_sentence_is_found_in_its_paragraphs(name: str, tmp_path: Path) -> None:
    document, copied = lecture(working_copy(originals(tmp_path)[name]))
    sentences = [sentence for section in copied.sections for sentence in section.sentences]
    places = places_of(document, sentences)
    for number, sentence in enumerate(sentences):
        spots = places.spots_of(number, sentence.written)
        assert spots is not None, sentence
        found = [document.paragraphs[spot.paragraph].text[spot.offset] if spot else " " for spot in spots]
        assert "".join(found).split() == sentence.written.split()


def test_what_belongs_to_the_original_is_the_copys(tmp_path: Path) -> None:
    original = originals(tmp_path)["讲稿.txt"]
    copy = working_copy(original)
    assert sidecar_of(copy) == sidecar_of(original) != copy
    assert sidecar_of(copy).read_text("utf-8") == SIDECAR
    assert takes_folder(copy) == takes_folder(original)
    assert (
        lecture_folder_name(tmp_path / "output", copy) == lecture_folder_name(tmp_path / "output", original) == "讲稿"
    )
    assert original_path(copy) == original


@pytest.mark.parametrize(
    "script", ["讲稿.proof", "a.proof/讲稿.proof", "讲稿.docx.proof/别的.proof", "讲稿.docx.proof/讲稿.txt", ""]
)
def test_what_only_looks_like_a_copy_is_a_script_of_its_own(script: str) -> None:
    assert original_path(Path(script)) == Path(script)


def test_a_replaced_original_is_copied_anew(tmp_path: Path) -> None:
    original = tmp_path / "讲稿.txt"
    original.write_text("旧的一句。", encoding="utf-8")
    working_copy(original)
    original.write_text("新的一句。", encoding="utf-8")
    assert read(working_copy(original)).paragraphs[0].text == "新的一句。"
    original.unlink()
    assert read(working_copy(original)).paragraphs[0].text == "新的一句。", "the copy is all there is"


def test_lines_of_equal_width_become_one_paragraph(tmp_path: Path) -> None:
    original = originals(tmp_path)["折行.txt"]
    assert len(read(working_copy(original)).paragraphs) < len(read(original).paragraphs)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"format": "dangke-audio working copy 1"}', b'{"format": 1}', b"\xff\x00", b"[" * 9999]
)  # fmt: skip
def test_a_damaged_copy_is_told(content: bytes, tmp_path: Path) -> None:
    copy = tmp_path / "讲稿.proof"
    copy.write_bytes(content)
    with pytest.raises(SourceError, match=r"损坏"):
        read(copy)


def test_a_copy_is_known_by_its_name(tmp_path: Path) -> None:
    """Whatever its text looks like."""
    original = tmp_path / "讲稿.txt"
    original.write_text("说说 %PDF-1.7 和 <html> 是什么。", encoding="utf-8")
    assert read(working_copy(original)).paragraphs == read(original).paragraphs
