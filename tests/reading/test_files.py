import errno
import hashlib
from pathlib import Path

import pytest

from dangke_audio.errors import SourceError
from dangke_audio.reading.files import excerpt_of, file_bytes, printable, reason_of, sha256_of


def test_bytes_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "讲稿.bin"
    path.write_bytes(b"x" * 2_000_000)
    assert file_bytes(path, 2_000_000) == b"x" * 2_000_000
    with pytest.raises(SourceError, match="文件太大（2 MB），最大 1 MB") as caught:
        file_bytes(path, 1_999_999)
    assert caught.value.place == "讲稿.bin"


def test_a_file_that_word_holds_open_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word leaves an owner file whose name is the document's with `~$` for its first two characters."""
    path = tmp_path / "党课讲稿.docx"
    path.write_bytes(b"x")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match="无法读取文件"):
        file_bytes(path, 10)
    (tmp_path / "~$讲稿.docx").write_bytes(b"")
    with pytest.raises(SourceError, match="文件正在 Word 中打开") as caught:
        file_bytes(path, 10)
    assert "关闭" in (caught.value.hint or "")


def test_excerpts_are_the_first_visible_words() -> None:
    assert excerpt_of("\u3000\u3000一、提高认识，统一思想，凝聚力量") == "一、提高认识，统一思想，"
    assert excerpt_of("\u200b \u3000\ufeff") == ""


def test_names_and_digests() -> None:
    assert printable("讲\udcff.docx") == "讲?.docx"
    assert sha256_of(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_the_operating_system_speaks_chinese() -> None:
    assert reason_of(PermissionError(errno.EACCES, "Permission denied")) == "没有权限"
    assert reason_of(OSError(errno.EIO, "Input/output error")) == "磁盘读取出错"
    assert reason_of(OSError(9999, "Odd")) == "系统错误 9999"
