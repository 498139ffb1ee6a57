"""What a library of Windows imports, and whether a bundle has it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from scripts.bundling.libraries import imported_libraries, unfound
from scripts.bundling.wheels import read_wheels
from tests.support.pe_files import pe_file
from tests.support.tiny_wheels import make_wheel


@pytest.mark.parametrize(
    ("imports", "delayed"),
    [((), ()), (("KERNEL32.dll", "MSVCP140.dll"), ()), ((), ("dbghelp.dll",)), (("a.dll",), ("b.dll", "c.dll"))],
)
def test_both_tables_are_read(imports: Sequence[str], delayed: Sequence[str]) -> None:
    assert imported_libraries(pe_file(imports, delayed)) == {name.lower() for name in (*imports, *delayed)}


@pytest.mark.parametrize("image", [b"", b"\x7fELF" + bytes(100), b"MZ" + bytes(100), pe_file(magic=0x10B)])
def test_what_is_no_64_bit_library_is_refused(image: bytes) -> None:
    with pytest.raises(ValueError, match="64-bit"):
        imported_libraries(image)


def test_what_windows_python_and_the_wheel_itself_have_is_found(tmp_path: Path) -> None:
    asked = ("KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "python312.dll", "VCRUNTIME140.dll", "own-1a2b.dll")
    make_wheel(tmp_path, "a", files={"a/x.pyd": pe_file(asked), "a.libs/own-1a2b.dll": pe_file()})
    assert unfound(read_wheels(tmp_path)) == []


def test_what_another_wheel_keeps_to_itself_is_not_found(tmp_path: Path) -> None:
    make_wheel(tmp_path, "a", files={"a/x.pyd": pe_file(("msvcp140.dll",), ("late.dll",))})
    make_wheel(tmp_path, "b", files={"b.libs/msvcp140.dll": pe_file()})
    assert unfound(read_wheels(tmp_path)) == ["a: late.dll", "a: msvcp140.dll"]


def test_what_goes_beside_python_is_found_by_all(tmp_path: Path) -> None:
    make_wheel(tmp_path, "a", files={"a/x.pyd": pe_file(("msvcp140.dll",))})
    make_wheel(tmp_path, "runtime", files={"runtime-1.0.data/data/msvcp140.dll": pe_file()})
    assert unfound(read_wheels(tmp_path)) == []
    make_wheel(tmp_path, "runtime", files={"runtime-1.0.data/data/Scripts/msvcp140.dll": pe_file()})
    assert unfound(read_wheels(tmp_path)) == ["a: msvcp140.dll"]


def test_another_python_is_not_found(tmp_path: Path) -> None:
    make_wheel(tmp_path, "a", files={"a/x.pyd": pe_file(("python313.dll",))})
    assert unfound(read_wheels(tmp_path)) == ["a: python313.dll"]
