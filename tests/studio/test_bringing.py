"""What comes in from the browser: kept under a safe name, or refused with nothing left."""

import json
from pathlib import Path

import pytest
from tests.studio.studios import Running, files_below
from tests.support.cli import LECTURE
from tests.support.word_files import paragraph, word_file

from dangke_audio.studio.intake import LARGEST_BYTES, safe_name

TEXT = LECTURE.encode()


def kept(studio: Running) -> set[str]:
    """Files of documents."""
    folder = studio.project.folder / "工作室"
    return {name for name in files_below(folder) if not name.startswith(".lock")}


def test_a_text_is_kept_in_a_folder_of_its_own(studio: Running) -> None:
    answer = studio.bring("讲稿.txt", TEXT)
    assert answer.status == 201
    one = answer.told["id"]
    assert kept(studio) == {f"{one}/讲稿.txt", f"{one}/studio.json"}
    assert (studio.project.folder / "工作室" / one / "讲稿.txt").read_bytes() == TEXT
    assert [row["name"] for row in studio.get("/api/documents").told["documents"]] == ["讲稿.txt"]


def test_the_same_file_is_the_same_document(studio: Running) -> None:
    first, again = studio.bring("讲稿.txt", TEXT), studio.bring("讲稿.txt", TEXT)
    assert (again.status, again.told) == (200, {"id": first.told["id"], "is_new": False})
    assert studio.bring("另一篇.txt", TEXT).told["id"] != first.told["id"]
    assert studio.bring("讲稿.txt", TEXT + b"\n").told["id"] != first.told["id"]


def test_a_word_file(studio: Running, tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("题目"), paragraph("一、开头"), paragraph("大家好，今天开会。"))
    one = studio.bring("讲稿.docx", path.read_bytes()).told["id"]
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]})
    outline = studio.get(f"/api/documents/{one}/outline").told
    assert [section["name"] for section in outline["sections"]] == ["开场", "一、开头"]


def test_a_pasted_text_is_named_after_its_first_words(studio: Running) -> None:
    answer = studio.send(
        "POST", "/api/documents/text", {"text": "  安全/生产：大家都要知道的几件重要的事情\r\n\r\n大家好。"}
    )
    assert answer.status == 201
    assert f"{answer.told['id']}/安全 生产：大家都要知道的几件重.txt" in kept(studio)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("../../etc/讲稿.txt", "讲稿.txt"),
        ("..\\..\\讲稿.txt", "讲稿.txt"),
        ("C:\\fakepath\\讲稿.TXT", "讲稿.txt"),
        ("/etc/讲稿.txt", "讲稿.txt"),
        ("CON.txt", "_CON.txt"),
        (".讲稿.txt", "讲稿.txt"),
        ("...txt", "讲稿.txt"),
        ("讲\0稿\n.txt", "讲 稿.txt"),
        ("<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1).txt"),
        ("\u202etxt.稿讲.txt", "txt.稿讲.txt"),
        ("长" * 300 + ".docx", "长" * 40 + ".docx"),
    ],
)
def test_names_are_made_safe(studio: Running, asked: str, name: str) -> None:
    assert safe_name(asked) == name
    before = files_below(studio.project.folder.parent)
    answer = studio.bring(asked.replace("\0", ""), TEXT)
    if name.endswith(".txt"):
        assert answer.status == 201
        one = answer.told["id"]
        new = files_below(studio.project.folder.parent) - before
        assert {path.rpartition("/")[0] for path in new} == {f"党课/工作室/{one}"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("讲稿.exe", TEXT, "读不了这种文件"),
        ("讲稿.txt.toml", TEXT, "读不了这种文件"),
        ("", TEXT, "读不了这种文件"),
        ("讲稿", TEXT, "读不了这种文件"),
        ("../studio.json", TEXT, "读不了这种文件"),
        ("讲稿.txt", b"", "是空的"),
        ("讲稿.txt", b" \n\n ", ""),
        ("讲稿.txt", bytes(range(256)) * 8, ""),
        ("讲稿.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), ""),
        ("讲稿.docx", b"PK\x03\x04" + bytes(2000), ""),
        ("讲稿.docx", b"PK\x05\x06" + bytes(18), ""),
        ("讲稿.pdf", b"%PDF-1.7\nnothing", ""),
        ("讲稿.epub", b"PK\x03\x04mimetype", ""),
    ],
)
def test_what_is_no_script_leaves_nothing(studio: Running, name: str, data: bytes, said: str) -> None:
    answer = studio.bring(name, data)
    assert answer.status == 400
    assert said in answer.error
    assert any("\u4e00" <= character <= "\u9fff" for character in answer.error)
    assert answer.told["error"]["hint"]
    assert kept(studio) == set()


@pytest.mark.parametrize("path", ["/api/documents?name=a.txt", "/api/documents/text"])
def test_what_is_too_large_is_not_taken(studio: Running, path: str) -> None:
    kind = "application/json" if path.endswith("text") else "application/octet-stream"
    told = studio.ask("POST", path, b"x", Content_Length=str(LARGEST_BYTES + 1), Content_Type=kind)
    assert (told.status, "20 MB" in told.error) == (413, True)
    chunk = b"%x\r\n%s\r\n" % (LARGEST_BYTES + 1, b"x" * (LARGEST_BYTES + 1)) + b"0\r\n\r\n"
    untold = studio.ask("POST", path, chunk, Content_Length=None, Transfer_Encoding="chunked", Content_Type=kind)
    assert (untold.status, "20 MB" in untold.error) == (413, True)
    assert kept(studio) == set()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"{}"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("application/json", b"[1"),
        ("application/json", b"\xff"),
        ("application/json", b"[]"),
        ("application/json", b"[" * 100_000),
        ("application/json", json.dumps({"text": ["讲稿"]}).encode()),
        ("application/json", json.dumps({"text": "  "}).encode()),
    ],
)
def test_malformed_requests(studio: Running, kind: str, body: bytes) -> None:
    answer = studio.ask("POST", "/api/documents/text", body, Content_Type=kind)
    assert answer.status == 400
    assert answer.error
    assert kept(studio) == set()


def test_lone_surrogates_do_no_harm(studio: Running) -> None:
    answer = studio.ask(
        "POST", "/api/documents/text", b'{"text": "\\ud800\\u8bb2\\u7a3f"}', Content_Type="application/json"
    )
    assert answer.status == 201
    assert studio.get("/api/documents").status == 200


def test_a_document_is_removed_from_the_list_and_can_be_fetched_back(studio: Running) -> None:
    one = studio.brought()
    assert studio.send("DELETE", f"/api/documents/{one}", {}).status == 200
    assert studio.get("/api/documents").told == {"documents": []}
    assert studio.get(f"/api/documents/{one}").status == 404
    assert any(name.startswith(".删除的讲稿/") and name.endswith("讲稿.txt") for name in kept(studio))
    assert studio.bring("讲稿.txt", TEXT).status == 201


def test_a_damaged_record_is_made_anew(studio: Running) -> None:
    one = studio.brought()
    record = studio.project.folder / "工作室" / one / "studio.json"
    for content in (b"", b"{", b"[]", b'{"schema": 1}', record.read_bytes().replace("讲稿.txt".encode(), b"../../x")):
        record.write_bytes(content)
        rows = studio.get("/api/documents").told["documents"]
        assert [row["name"] for row in rows] in (["讲稿.txt"], [])
