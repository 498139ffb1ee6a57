"""PDF bytes → pieces of text at places, in a process of its own: `python -m dangke_audio.reading.pdf.text_layer`.

PDFium (Apache-2.0) is quick (half a millisecond a page) and sound, but written in C++: five kilobytes of hostile PDF
can make it fill the memory or abort. So the PDF comes in on stdin, and JSON lines go out: `{"pages": 9}`, then one
array for each page; or `{"error": …}`. JavaScript, forms, links and attachments are never looked at.
"""

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 10_000
MOST_CHARACTERS = 5_000_000
_WIDEST_JOIN = 0.9
"""Em between two characters of a piece."""
_WORD_GAP = 0.2
"""Em between two Latin words, where the file holds no blank."""
_FIRST_WIDE = 0x2E80
"""From here on characters are written without blanks between them."""
_SAMPLE = 50
_NO_WIDTH = 0.01
"""Points."""
_FEWEST_CHARACTERS = 20
"""Of a page that is not looked at for pictures."""
_FEWEST_OUTLINES = 50
_REPLACEMENT = "\ufffd"


def main() -> None:
    """Read a PDF from stdin, write its pages to stdout."""
    import pypdfium2
    from pypdfium2 import raw

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return _put({"error": "password" if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD else "damaged"})
    if count > MOST_PAGES:
        return _put({"error": "pages"})
    _put({"pages": count})
    characters = 0
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            _put({"damaged": index + 1})
            continue
        layer = _Layer(page)
        _put([layer.height, layer.unreadable, layer.pictured, layer.lost, layer.slanted, layer.pieces])
        page.close()
        characters += layer.characters
        if characters > MOST_CHARACTERS:
            return _put({"error": "long"})
    return None


def _put(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


class _Layer:
    """One page's text."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._box = page.get_bbox()
        textpage = page.get_textpage()
        self._text = textpage.raw
        self.characters: int = raw.FPDFText_CountChars(self._text)
        self._turned = self._usual_turn()
        left, bottom, right, top = self._box
        across, down = right - left, top - bottom
        self._width, self.height = (across, round(down, 1)) if self._turned % 2 == 0 else (down, round(across, 1))
        self.unreadable = 0
        self.slanted = ""
        self.pieces = list(self._pieces())
        textpage.close()
        self.lost = self._lost_objects(page)
        self.pictured = sum(len(str(piece[0])) for piece in self.pieces) < _FEWEST_CHARACTERS and self._has_pictures(
            page
        )

    def _usual_turn(self) -> int:
        """Quarter turns, counter-clockwise, in which most of the text runs, whichever way up the page is shown."""
        sample = range(0, self.characters, max(1, self.characters // _SAMPLE))
        turns = Counter(round(self._angle(index) / (math.pi / 2)) % 4 for index in sample)
        return turns.most_common(1)[0][0] if turns else 0

    def _angle(self, index: int) -> float:
        """Of a character against the page, counter-clockwise, in radians."""
        return -float(self._raw.FPDFText_GetCharAngle(self._text, index))

    def _has_pictures(self, page: Any) -> bool:
        """An image, something drawn by a form, or letters that were turned into outlines."""
        raw = self._raw
        kinds = [
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, i)) for i in range(min(self._objects(page), 1000))
        ]
        pictures = kinds.count(raw.FPDF_PAGEOBJ_IMAGE) + kinds.count(raw.FPDF_PAGEOBJ_FORM)
        return pictures > 0 or kinds.count(raw.FPDF_PAGEOBJ_PATH) >= _FEWEST_OUTLINES

    def _lost_objects(self, page: Any) -> int:
        """Single characters in a font that neither the file nor the machine has: PDFium sees no width, and drops them."""
        raw = self._raw
        edges = [ctypes.c_float() for _ in range(4)]
        lost = 0
        for index in range(self._objects(page)):
            shape = raw.FPDFPage_GetObject(page.raw, index)
            if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPageObj_GetBounds(shape, *edges)
                font = raw.FPDFTextObj_GetFont(shape)
                lost += edges[2].value - edges[0].value < _NO_WIDTH and raw.FPDFFont_GetIsEmbedded(font) == 0
        return lost

    def _objects(self, page: Any) -> int:
        return int(self._raw.FPDFPage_CountObjects(page.raw))

    def _pieces(self) -> Iterator[list[object]]:
        """[text, left, right, top, bottom, font] of each, in the order in which they were drawn."""
        text, box, font = "", (0.0, 0.0, 0.0, 0.0), ""
        for index, character, place in self._characters():
            if text and _continues(box, place):
                overprinted = character == text[-1] and place[0] < box[1] - 0.7 * (place[1] - place[0])
                if not overprinted:  # bold by printing twice
                    text += _blank(text[-1], character, place[0] - box[1], box[3] - box[2]) + character
                box = (box[0], max(box[1], place[1]), box[2], box[3])
                continue
            if text.strip():
                yield [_whole(text), *(round(edge, 1) for edge in box), font]
            text, box, font = "", place, ""
            if self._is_slanted(index):
                self.slanted += character
            else:
                text, font = character, self._font(index)
        if text.strip():
            yield [_whole(text), *(round(edge, 1) for edge in box), font]

    def _characters(self) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
        """Index, character and (left, right, top, bottom) of all that is on the page and no guess of the library."""
        raw, text = self._raw, self._text
        rectangle = raw.FS_RECTF()
        reference = ctypes.byref(rectangle)
        for index in range(self.characters):
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetLooseCharBox(text, index, reference)
            place = self._upright(rectangle.left, rectangle.right, rectangle.bottom, rectangle.top)
            if place[1] < 0 or place[0] > self._width or place[3] < 0 or place[2] > self.height:
                continue
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or code == 0xFFFE:
                self.unreadable += 1
                yield index, _REPLACEMENT, place
            elif code >= 0x20 or code == 0x02:  # PDFium's sign for a hyphen at the end of a line
                yield index, chr(code) if code >= 0x20 else "-", place

    def _upright(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float]:
        """From the file's points (upwards) to those of a reader: left, right, top, bottom."""
        x0, y0, x1, y1 = self._box
        match self._turned:
            case 1:
                return bottom - y0, top - y0, left - x0, right - x0
            case 2:
                return x1 - right, x1 - left, bottom - y0, top - y0
            case 3:
                return y1 - top, y1 - bottom, x1 - right, x1 - left
            case _:
                return left - x0, right - x0, y1 - top, y1 - bottom

    def _is_slanted(self, index: int) -> bool:
        """Whether the text runs otherwise than most of it."""
        angle = self._angle(index) - self._turned * math.pi / 2
        return abs(math.remainder(angle, 2 * math.pi)) > 0.1

    def _font(self, index: int) -> str:
        """The font's name without the mark of a subset (`ABCDEF+SimHei`)."""
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._text, index, buffer, len(buffer), flags)
        return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def _continues(box: tuple[float, float, float, float], place: tuple[float, float, float, float]) -> bool:
    """Whether a character goes on where a piece ends: same height, same size, next to it."""
    size = max(box[3] - box[2], 0.1)
    same_line = abs(place[3] - box[3]) <= 0.15 * size and abs(place[2] - box[2]) <= 0.25 * size
    return same_line and -0.8 * size <= place[0] - box[1] <= _WIDEST_JOIN * size and place[0] >= box[0]


def _blank(before: str, after: str, gap: float, size: float) -> str:
    """A blank between Latin words that only their places keep apart."""
    narrow = ord(before) < _FIRST_WIDE and ord(after) < _FIRST_WIDE and not before.isspace() and not after.isspace()
    return " " if narrow and gap > _WORD_GAP * size else ""


def _whole(text: str) -> str:
    """Surrogates, which PDFium gives one by one on Windows, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


if __name__ == "__main__":
    main()
