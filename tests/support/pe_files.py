"""The least that is a 64-bit library of Windows with import tables; nothing in it could run."""

import struct
from collections.abc import Sequence

ADDRESS, RAW = 0x1000, 0x400
"""Where the only section lies: in memory, in the file."""


def pe_file(imports: Sequence[str] = (), delayed: Sequence[str] = (), *, magic: int = 0x20B) -> bytes:
    """A file that imports these libraries, some of them only when they are first used."""
    body, places = b"", {}
    for name in (*imports, *delayed):
        places[name] = ADDRESS + len(body)
        body += name.encode("ascii") + b"\0"
    tables = []
    for names, row in ((imports, "<12xI4x"), (delayed, "<4xI24x")):
        tables.append(ADDRESS + len(body) if names else 0)
        body += b"".join(struct.pack(row, places[name]) for name in names) + bytes(struct.calcsize(row))
    directories = [(0, 0)] * 16
    directories[1], directories[13] = (tables[0], 0), (tables[1], 0)
    optional = struct.pack("<H106xI", magic, 16) + b"".join(struct.pack("<II", *pair) for pair in directories)
    file_header = struct.pack("<4sHH12xHH", b"PE\0\0", 0x8664, 1, len(optional), 0x2022)
    section = struct.pack("<8sIIII16x", b".rdata", len(body), ADDRESS, len(body), RAW)
    head = struct.pack("<2s58xI", b"MZ", 64) + file_header + optional + section
    return head.ljust(RAW, b"\0") + body
