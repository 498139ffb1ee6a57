"""Whether every .dll and .pyd of the wheels will find the libraries that it imports: a check of Windows without Windows.

Windows looks beside the file, in folders that a package adds (delvewheel's `<package>.libs`), beside python.exe, and in
its own folder. Import tables: PE format, learn.microsoft.com/windows/win32/debug/pe-format, "The .idata Section" and
"Delay-Load Import Tables".
"""

import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from scripts.bundling.wheels import Wheel
from scripts.bundling.windows import PYTHON

WITH_PYTHON = frozenset({"python3.dll", f"python{PYTHON[0]}{PYTHON[1]}.dll", "vcruntime140.dll", "vcruntime140_1.dll"})
"""Libraries in the embeddable Python, beside python.exe."""
SEEN_IN_WINDOWS = """
    advapi32 avicap32 bcrypt bcryptprimitives crypt32 d3d11 d3dcompiler_47 dbghelp dxgi gdi32 iphlpapi kernel32 msvcrt
    ncrypt ntdll ole32 oleaut32 pdh powrprof psapi secur32 setupapi shell32 shlwapi user32 version ws2_32
"""
"""Parts of every Windows 10 that wheels have been seen to ask for; add to it only what is one."""
IMPORTS, DELAYED_IMPORTS = (1, 20, 12), (13, 32, 4)
"""Index of the data directory, length of an entry, place of the name's address in it."""


def unfound(wheels: Iterable[Wheel]) -> list[str]:
    """One line for each library that some file asks for and nothing provides: `onnxruntime: msvcp140.dll`."""
    inside = {wheel.name: dict(_libraries(wheel)) for wheel in wheels}
    beside_python = {path.name.lower() for files in inside.values() for path in files if _goes_beside_python(path)}
    lines = set()
    for name, files in inside.items():
        there = {path.name.lower() for path in files} | beside_python | WITH_PYTHON
        asked = set().union(*map(imported_libraries, files.values()))
        lines |= {f"{name}: {library}" for library in asked - there if not _is_of_windows(library)}
    return sorted(lines)


def _libraries(wheel: Wheel) -> Iterator[tuple[PurePosixPath, bytes]]:
    with zipfile.ZipFile(wheel.path) as archive:
        for member in archive.namelist():
            if member.lower().endswith((".dll", ".pyd")):
                yield PurePosixPath(member), archive.read(member)


def _goes_beside_python(member: PurePosixPath) -> bool:
    """Files below `<name>.data/data/` are installed into Python's own folder."""
    return member.parent.name == "data" and member.parent.parent.name.endswith(".data")


def _is_of_windows(library: str) -> bool:
    return library.startswith("api-ms-win-") or library.removesuffix(".dll") in SEEN_IN_WINDOWS.split()


def imported_libraries(image: bytes) -> frozenset[str]:
    """The names, in lower case, in the two import tables of a 64-bit PE file. Raises ValueError for another file."""
    (start,) = struct.unpack_from("<I", image, 0x3C) if image[:2] == b"MZ" else (0,)
    optional = start + 24
    if image[start : start + 4] != b"PE\0\0" or image[optional : optional + 2] != b"\x0b\x02":
        raise ValueError("not a 64-bit program or library of Windows")
    sections = _sections(image, start)
    return frozenset(
        _text(image, _offset(sections, address)).lower()
        for table in (IMPORTS, DELAYED_IMPORTS)
        for address in _names(image, optional, sections, table)
    )


def _sections(image: bytes, start: int) -> Mapping[range, int]:
    """Where each range of addresses begins in the file."""
    count, size_of_optional = struct.unpack_from("<H12xH", image, start + 6)
    found = {}
    for number in range(count):
        row = start + 24 + size_of_optional + 40 * number
        size, address, raw_size, raw = struct.unpack_from("<IIII", image, row + 8)
        found[range(address, address + max(size, raw_size))] = raw
    return found


def _offset(sections: Mapping[range, int], address: int) -> int:
    return next(raw + address - span.start for span, raw in sections.items() if address in span)


def _names(image: bytes, optional: int, sections: Mapping[range, int], table: tuple[int, int, int]) -> Iterator[int]:
    """The addresses of the names in one table, which ends with an entry of zeros."""
    index, length, place = table
    (directories,) = struct.unpack_from("<I", image, optional + 108)
    (address,) = struct.unpack_from("<I", image, optional + 112 + 8 * index) if index < directories else (0,)
    if not address:
        return
    entry = _offset(sections, address)
    while any(image[entry : entry + length]):
        yield from struct.unpack_from("<I", image, entry + place)
        entry += length


def _text(image: bytes, offset: int) -> str:
    return image[offset : image.index(b"\0", offset)].decode("ascii")
