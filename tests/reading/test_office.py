import hashlib
import shutil
import sys
from pathlib import Path

import psutil
import pytest
from tests.support import fake_office

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Omission, SourceDocument, SourceParagraph
from dangke_audio.reading import office
from dangke_audio.reading.office import find_office, read_through_office

RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\f0\u20826?\u35838?\par \u22823?\u23478?\u22909?\par}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(512)
needs_programs = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


def read_word(path: Path) -> SourceDocument:
    """What the .docx reader would give."""
    place = Location(path.name, paragraph=1, excerpt="党课")
    finding = Finding("info", "table", "有一个表格", place)
    return SourceDocument(
        path.name,
        "docx",
        "0" * 64,
        (SourceParagraph("党课", place),),
        (finding,),
        (Omission("旧", "struck-out", place),),
    )


def written(folder: Path, content: bytes, name: str = "讲稿.doc") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    monkeypatch.setattr(office, "find_office", lambda: shutil.which("soffice"))
    return folder


@needs_programs
@pytest.mark.parametrize(
    ("name", "content", "copy"),
    [("讲稿.doc", DOC, "script.doc"), ("讲稿.wps", DOC, "script.doc"), ("讲稿.doc", RTF, "script.rtf")],
)
def test_the_result_bears_the_original_name(
    tmp_path: Path, programs: Path, name: str, content: bytes, copy: str
) -> None:
    fake_office.install(programs, "convert")
    document = read_through_office(written(tmp_path, content, name), read_word)
    assert document.name == name
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.encoding == copy.removeprefix("script.")
    assert document.paragraphs[0].location == Location(name, paragraph=1, excerpt="党课")
    assert document.findings[0].location == document.paragraphs[0].location
    assert document.omitted[0].location == document.paragraphs[0].location
    call = fake_office.last_call(programs)
    assert (call["source"], call["bytes"]) == (copy, content.hex())
    assert "--headless" in call["arguments"]
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in call["settings"]


@needs_programs
def test_what_cannot_be_converted_is_explained(tmp_path: Path, programs: Path) -> None:
    fake_office.install(programs, "refuse")
    with pytest.raises(SourceError, match="已经损坏，或者加了密码") as caught:
        read_through_office(written(tmp_path, DOC), read_word)
    assert caught.value.place == "讲稿.doc"


@needs_programs
def test_the_complaint_of_the_word_reader_names_the_original(tmp_path: Path, programs: Path) -> None:
    fake_office.install(programs, "convert")

    def refuse(path: Path) -> SourceDocument:
        raise SourceError("文件里没有文字", place=path.name, hint="请检查")

    with pytest.raises(SourceError, match="没有文字") as caught:
        read_through_office(written(tmp_path, DOC), refuse)
    assert (caught.value.place, caught.value.hint) == ("讲稿.doc", "请检查")


@needs_programs
def test_a_conversion_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office.install(programs, "hang")
    monkeypatch.setattr(office, "SECONDS", 1.5)
    with pytest.raises(SourceError, match="还没有转换完"):
        read_through_office(written(tmp_path, DOC), read_word)
    child = int((programs / "child").read_text(encoding="utf-8"))
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


@pytest.mark.usefixtures("programs")
def test_without_libreoffice_the_way_to_docx_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="旧格式") as caught:
        read_through_office(written(tmp_path, DOC), read_word)
    hint = caught.value.hint or ""
    assert "Word：文件 → 另存为 → 保存类型选“Word 文档（*.docx）”" in hint
    assert "WPS：文件 → 另存为 → 文件类型选“Microsoft Word 文件（*.docx）”" in hint


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize("name", ["讲稿.docx", "讲稿.txt", "讲稿"])
def test_a_wrong_name_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="这其实是写字板格式的文件"):
        read_through_office(written(tmp_path, RTF, name), read_word)


@pytest.mark.parametrize(
    ("stream", "message"), [("EncryptedPackage", "密码"), ("Workbook", "Excel"), ("PowerPoint Document", "PPT")]
)
def test_locked_files_tables_and_slides_are_told(tmp_path: Path, stream: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_through_office(written(tmp_path, DOC[:512] + stream.encode("utf-16-le")), read_word)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="不是 Word 或 WPS 的文档"):
        read_through_office(written(tmp_path, b"\x01\x02\x03"), read_word)


def test_usual_places_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_USUAL_PLACES", (str(program),))
    assert find_office() == str(program)


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_the_real_libreoffice_makes_a_docx(tmp_path: Path) -> None:
    import zipfile

    def opened(path: Path) -> SourceDocument:
        xml = zipfile.ZipFile(path).read("word/document.xml").decode()
        assert "党课" in xml
        assert "大家好" in xml
        return read_word(path)

    assert read_through_office(written(tmp_path, RTF, "讲稿.rtf"), opened).name == "讲稿.rtf"
