"""Windows' Python is checked before it goes into a bundle."""

import zipfile
from pathlib import Path

import pytest
from scripts.bundling.fetching import BundleError
from scripts.bundling.python_zip import NAME, SHA256, check_python_zip
from scripts.bundling.wheels import file_sha256
from scripts.bundling.windows import PYTHON_FULL

DOCS = Path(__file__).parents[2] / "docs" / "bundle.md"


def python_zip(folder: Path, *members: str) -> Path:
    path = folder / NAME
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, b"")
    return path


def test_a_right_one_passes(tmp_path: Path) -> None:
    path = python_zip(tmp_path, "python.exe", "python312._pth")
    check_python_zip(path, file_sha256(path).upper())


def test_another_digest_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=SHA256):
        check_python_zip(python_zip(tmp_path, "python.exe", "python312._pth"))


def test_another_python_is_refused_even_with_its_own_digest(tmp_path: Path) -> None:
    path = python_zip(tmp_path, "python.exe", "python313._pth")
    with pytest.raises(BundleError, match=r"python312\._pth"):
        check_python_zip(path, file_sha256(path))


def test_the_guide_names_the_same_file() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert NAME in text
    assert SHA256 in text
    assert PYTHON_FULL in NAME
