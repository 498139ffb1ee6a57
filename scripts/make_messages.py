"""Remake the Chinese catalogue of click's own messages from scripts/messages.tsv.

    python scripts/make_messages.py

A row is: message, its plural where it has one, translation. The catalogue is a GNU .mo file, whose layout is that of
the gettext manual (The Format of GNU MO Files): magic, revision, number of strings, two tables of (length, offset).
"""

import struct
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/dangke_audio/cli/locale/zh_CN/LC_MESSAGES/messages.mo"
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"


def entries() -> list[tuple[bytes, bytes]]:
    """Message and translation, sorted by message as the format asks."""
    rows = [row.split("\t") for row in (HERE / "messages.tsv").read_text(encoding="utf-8").splitlines()]
    pairs = {"": HEADER} | {(f"{one}\0{many}" if many else one): said for one, many, said in rows}
    return sorted((message.encode(), said.encode()) for message, said in pairs.items())


def catalogue(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """The bytes of the .mo file: header, table of messages, table of translations, the texts."""
    start = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for side in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[side]), start + len(texts)))
            texts += pair[side] + b"\0"
    header = struct.pack("<IIIIIII", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return header + b"".join(tables) + texts


if __name__ == "__main__":
    TARGET.write_bytes(catalogue(entries()))
    print(TARGET)
