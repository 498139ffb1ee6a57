"""Small PDF files, written by hand: text at places in a font that every PDF reader knows, scans, locks and damage."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LEADING, SIZE = 79.0, 100.0, 28.0, 16.0
PER_LINE = 27

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True, slots=True)
class Words:
    """Text whose first character stands `x` points from the left and whose base line is `y` points from the top."""

    text: str
    x: float
    y: float
    size: float = SIZE
    slant: bool = False
    """Whether it runs upwards across the page, as watermarks do."""


def lines_of(written: str, *, indent: int = 2, per_line: int = PER_LINE) -> list[str]:
    """A paragraph broken into lines; the blanks at its head become the indent."""
    full = "\u3000" * indent + written
    return [full[start : start + per_line] for start in range(0, len(full), per_line)]


def typeset(paragraphs: Sequence[str], *, lines_per_page: int = 22, footer: str = "— {} —") -> list[list[Words]]:
    """Pages as Word makes them: indented paragraphs, wrapped; a page number below."""
    lines = [line for paragraph in paragraphs for line in lines_of(paragraph)]
    pages: list[list[Words]] = []
    for start in range(0, len(lines), lines_per_page):
        page = [at_line(line, i) for i, line in enumerate(lines[start : start + lines_per_page])]
        if footer:
            page.append(Words(footer.format(len(pages) + 1), 280, 800, 14))
        pages.append(page)
    return pages


def at_line(line: str, number: int, *, left: float = LEFT, size: float = SIZE) -> Words:
    """A line of a page, counted from 0; its blanks in front are room, as in what Word writes."""
    bare = line.lstrip("\u3000")
    return Words(bare, left + (len(line) - len(bare)) * size, TOP + number * LEADING, size)


def pdf(
    pages: Sequence[Sequence[Words]],
    *,
    known_characters: bool = True,
    picture: bool = False,
    password: str | None = None,
    upside_down: bool = False,
) -> bytes:
    """A whole file.

    Without `known_characters` the font does not say what its glyphs mean. `picture` covers each page with an image.
    `password` locks it (empty: locked, but anybody may read). `upside_down` lays it on its head and shows the pages
    turned back.
    """
    lock = None if password is None else _Lock(password)
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 {WIDTH} {HEIGHT}]>>".encode(),
        _font(known_characters),
        _descendant(known_characters, lock),
        _stream(
            b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80", 5, lock
        ),
    ]
    for number, page in enumerate(pages):
        content = b"-1 0 0 -1 595 842 cm\n" if upside_down else b""
        content += b"q 595 0 0 842 0 0 cm /I Do Q\n" if picture else b""
        content += b"\n".join(map(_shown, page))
        own = f"<</Type/Page/Parent 2 0 R/Rotate {180 * upside_down}/Contents {7 + 2 * number} 0 R"
        objects.append(f"{own}/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>>>".encode())
        objects.append(_stream(b"", content, 7 + 2 * number, lock))
    return _file(objects, lock)


def _shown(words: Words) -> bytes:
    across = "0.707 0.707 -0.707 0.707" if words.slant else "1 0 0 1"
    place = f"{across} {words.x} {HEIGHT - words.y} Tm"
    return f"BT /F {words.size} Tf {place} <{words.text.encode('utf-16-be').hex()}> Tj ET".encode()


def _font(known: bool) -> bytes:
    encoding = "UniGB-UCS2-H" if known else "Identity-H"
    return f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[4 0 R]>>".encode()


def _descendant(known: bool, lock: "_Lock | None") -> bytes:
    """Half-width ASCII, full-width Han."""
    registry, ordering = (_string(part, 4, lock) for part in (b"Adobe", b"GB1" if known else b"Identity"))
    info = b"<</Registry " + registry + b"/Ordering " + ordering + b"/Supplement 4>>"
    kind = b"/Type/Font/Subtype/" + (b"CIDFontType0" if known else b"CIDFontType2")
    return b"<<" + kind + b"/BaseFont/STSong-Light/CIDSystemInfo" + info + b"/DW 1000/W[1 95 500]>>"


def _string(value: bytes, number: int, lock: "_Lock | None") -> bytes:
    return b"<" + (lock.locked(value, number) if lock else value).hex().encode() + b">"


def _stream(entries: bytes, data: bytes, number: int, lock: "_Lock | None") -> bytes:
    packed = zlib.compress(data)
    packed = lock.locked(packed, number) if lock else packed
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


def _file(objects: Sequence[bytes], lock: "_Lock | None") -> bytes:
    whole = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"/Size %d/Root 1 0 R" % (len(objects) + 1) + (lock.entries() if lock else b"")
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return whole + table + b"trailer<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(whole))


class _Lock:
    """The standard security handler, revision 2 (ISO 32000-1, 7.6.3): RC4 with 40 bits."""

    def __init__(self, password: str) -> None:
        self._id = b"0123456789abcdef"
        user = (password.encode() + _PAD)[:32]
        owner = hashlib.md5((b"owner" + _PAD)[:32], usedforsecurity=False).digest()[:5]
        self._owner = _rc4(owner, user)
        seed = user + self._owner + (-4).to_bytes(4, "little", signed=True) + self._id
        self._key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]

    def locked(self, data: bytes, number: int) -> bytes:
        """The bytes of a string or stream of an object."""
        seed = self._key + number.to_bytes(3, "little") + b"\x00\x00"
        return _rc4(hashlib.md5(seed, usedforsecurity=False).digest()[:10], data)

    def entries(self) -> bytes:
        """What the trailer says."""
        owner, user, own_id = self._owner.hex().encode(), _rc4(self._key, _PAD).hex().encode(), self._id.hex().encode()
        handler = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>" % (owner, user)
        return b"/ID[<%s><%s>]/Encrypt %s" % (own_id, own_id, handler)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
