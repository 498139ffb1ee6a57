"""The launcher's bytes are what cmd can read; lists and sums are right."""

import hashlib
import re
from pathlib import Path

import pytest
from scripts.bundling.layout import START, write_launcher, write_licences, write_pins, write_sums
from scripts.bundling.python_zip import NAME
from scripts.bundling.wheels import read_wheels
from tests.support.tiny_wheels import make_wheel


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    write_launcher(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [START, "dangke-audio.bat"])
def test_batch_files_are_ascii_with_crlf(bundle: Path, name: str) -> None:
    data = (bundle / name).read_bytes()
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") > 2
    assert data.startswith(b"@echo off\r\n")
    assert b"@PYTHON" not in data


def test_every_label_and_every_text_is_there(bundle: Path) -> None:
    script = (bundle / START).read_text(encoding="ascii")
    labels = set(re.findall(r"(?m)^:(\w+)", script))
    assert set(re.findall(r"goto (\w+)", script)) <= labels
    told = {f"{name}.txt" for name in re.findall(r'set "TEXT=([\w-]+)"', script)}
    assert told == {path.name for path in (bundle / "texts").iterdir()}


def test_the_pattern_for_pythons_zip_fits_its_name(bundle: Path) -> None:
    (pattern,) = re.findall(r"in \((.+?)\) do", (bundle / START).read_text(encoding="ascii"))
    assert Path(NAME).match(pattern)


def test_texts_are_read_by_a_chinese_console(bundle: Path) -> None:
    for path in (bundle / "texts").iterdir():
        data = path.read_bytes()
        assert "错误：" in data.decode("gbk")
        assert data.count(b"\r\n") == data.count(b"\n")


def test_nothing_in_the_launcher_reaches_for_the_network(bundle: Path) -> None:
    for name in (START, "start.py", "dangke-audio.bat"):
        text = (bundle / name).read_text(encoding="utf-8").lower()
        assert not re.search(r"http|invoke-webrequest|curl|urllib|bitsadmin", text)


def test_pip_is_carried_and_not_installed(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheelhouse", "pip", "30.0")
    make_wheel(tmp_path / "wheelhouse", "a")
    write_pins(tmp_path, read_wheels(tmp_path / "wheelhouse"))
    assert (tmp_path / "wheels.txt").read_text().startswith("a==1.0 --hash=sha256:")
    assert "pip" not in (tmp_path / "wheels.txt").read_text()


def test_licences_are_listed_and_silence_is_refused(tmp_path: Path) -> None:
    make_wheel(tmp_path / "w", "a", fields=["License-Expression: MIT"])
    make_wheel(tmp_path / "w", "espeakng-loader", fields=[])
    write_licences(tmp_path, read_wheels(tmp_path / "w"))
    text = (tmp_path / "LICENSES.txt").read_text(encoding="utf-8")
    assert "a 1.0\n  licence: MIT\n" in text
    assert "GPL-3.0-or-later" in text
    make_wheel(tmp_path / "w", "silent", fields=[])
    with pytest.raises(ValueError, match="silent"):
        write_licences(tmp_path, read_wheels(tmp_path / "w"))


def test_sums_cover_every_other_file(bundle: Path) -> None:
    write_sums(bundle)
    write_sums(bundle)  # not of itself
    rows = dict(line.split("  ")[::-1] for line in (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    files = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    assert set(rows) == files - {"SHA256SUMS"}
    assert rows[START] == hashlib.sha256((bundle / START).read_bytes()).hexdigest()
