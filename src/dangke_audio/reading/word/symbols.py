"""Fonts of pictures: their characters are drawings, whatever letter they stand on."""

_DRAWINGS = ("wingdings", "webdings", "symbol", "zapf dingbats", "marlett", "mt extra")
# Symbol's signs that mean something in a sentence. Source: Adobe's Symbol encoding, as Word writes it at U+F0xx.
_SIGNS = {
    0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B8: "÷", 0xF0B9: "≠", 0xF0BB: "≈", 0xF0A5: "∞",
    0xF061: "α", 0xF062: "β", 0xF067: "γ", 0xF06D: "μ", 0xF070: "π", 0xF057: "Ω", 0xF06C: "λ",
}  # fmt: skip
# Wingdings' ringed numbers, light and dark, begin at ① and ❶.
_RINGED = {0xF081 + n: chr(0x2460 + n) for n in range(10)} | {0xF08C + n: chr(0x2776 + n) for n in range(10)}


def is_drawing_font(font: str | None) -> bool:
    """Whether letters in this font are pictures."""
    return (font or "").lower().startswith(_DRAWINGS)


def symbol(font: str | None, code: str | None) -> str:
    """A `w:sym` as text; "" for a drawing."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if is_drawing_font(font):
        private = point if point >= 0xF000 else point + 0xF000
        signs = _SIGNS if (font or "").lower().startswith("symbol") else _RINGED if font == "Wingdings" else {}
        return signs.get(private, "")
    readable = 0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xF8FF
    return chr(point) if readable else ""
