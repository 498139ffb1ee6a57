"""What is read from a wheel."""

import hashlib
from pathlib import Path

import pytest
from scripts.bundling.wheels import misfits, read_wheel, read_wheels
from scripts.bundling.windows import supported_tags
from tests.support.tiny_wheels import make_wheel


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        (["License-Expression: BSD-3-Clause", "License: no"], "BSD-3-Clause"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT License"),
        (["License: MIT License\n        Permission is hereby granted"], "MIT License"),
        ([], None),
    ],
)
def test_the_licence_is_found_where_it_stands(tmp_path: Path, fields: list[str], licence: str | None) -> None:
    assert read_wheel(make_wheel(tmp_path, "a", fields=fields)).licence == licence


def test_the_home_is_no_page_for_complaints(tmp_path: Path) -> None:
    fields = ["Project-URL: Issues, https://a.example/issues", "Project-URL: Source, https://a.example/code"]
    assert read_wheel(make_wheel(tmp_path, "a", fields=fields)).home == "https://a.example/code"


def test_the_pin_accepts_this_file_alone(tmp_path: Path) -> None:
    path = make_wheel(tmp_path, "Some_Name", "2.0")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_wheel(path).pin == f"some-name==2.0 --hash=sha256:{digest}"


def test_a_file_that_is_no_wheel_is_refused(tmp_path: Path) -> None:
    make_wheel(tmp_path, "a")
    (tmp_path / "jieba-0.42.1.tar.gz").write_bytes(b"")
    with pytest.raises(ValueError, match=r"jieba-0\.42\.1\.tar\.gz"):
        read_wheels(tmp_path)


def test_a_wheel_for_another_system_is_named(tmp_path: Path) -> None:
    make_wheel(tmp_path, "a", tag="cp312-cp312-win_amd64")
    strange = make_wheel(tmp_path, "b", tag="cp312-cp312-manylinux_2_28_x86_64")
    assert misfits(read_wheels(tmp_path), supported_tags()) == [strange.name]
