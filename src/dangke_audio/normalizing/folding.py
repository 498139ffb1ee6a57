"""Character for character: full-width and look-alike characters become their plain form; offsets stay true."""

import re
import unicodedata
from functools import lru_cache

# Look-alikes that NFKC does not join. Every key and value is one character.
_LOOK_ALIKES = {
    **dict.fromkeys("‐‑‒–−﹣－―﹘", "-"),
    **dict.fromkeys("～〜∼˜﹋", "~"),
    **dict.fromkeys("∶︰﹕：", ":"),
    **dict.fromkeys("•‧・･∙⋅●▪", "·"),
    **dict.fromkeys("「『〝｢﹁﹃«", "“"),
    **dict.fromkeys("」』〞｣﹂﹄»", "”"),
    **dict.fromkeys("【〖〔［[｛{﹝（", "("),
    **dict.fromkeys("】〗〕］]｝}﹞）", ")"),
    **dict.fromkeys("〈﹤", "《"),
    **dict.fromkeys("〉﹥", "》"),
    **dict.fromkeys("✕✖╳⨯", "×"),
    **dict.fromkeys("﹡∗✱", "*"),
    **dict.fromkeys("﹐，", "，"),
    **dict.fromkeys("；", "；"),
    **dict.fromkeys("！﹗", "！"),
    **dict.fromkeys("？﹖", "？"),
    **dict.fromkeys("﹑､", "、"),
    **dict.fromkeys("｡﹒", "。"),
    **dict(zip("〡〢〣〤〥〦〧〨〩", "123456789", strict=True)),
    # Radicals that PDF files have in place of the character (the Kangxi ones NFKC knows itself).
    **dict(
        zip(
            "⻓⻔⻢⻅⻋⻚⻛⻜⻝⻥⻦⻩⻬⻰⻉⻄⻘⻣⺠⺟⻆⻨⻮⻳⻤⻁⺎⻑⻙⺁⺝⺮⻌",
            "长门马见车页风飞食鱼鸟黄齐龙贝西青骨民母角麦齿龟鬼虎兀長韦厂月竹辶",
            strict=True,
        )
    ),
    "￥": "¥",
    "﹪": "%",
    "⁄": "/",
    "∕": "/",
    "º": "°",
    "˚": "°",
    "ˉ": "—",
    "─": "—",
    "━": "—",
    "﹏": "_",
}
# Folded characters that are written full-width when nothing else is said for them.
UNFOLDED = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，", ";": "；", "!": "！", "?": "？"})

_PLAIN = re.compile(r"[一-鿿，。、；！？“”‘’《》…—0-9A-Za-z .%-]*")


def fold(written: str) -> str:
    """The sentence in plain characters, of the same length: `１２０㎡（３．５％）` → `120㎡(3.5%)`."""
    return written if _PLAIN.fullmatch(written) else "".join(map(_fold_character, written))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if (plain := _LOOK_ALIKES.get(character)) is not None:
        return plain
    if character.isspace():
        return " "
    if "₀" <= character <= "₉":  # PM₂.₅, CO₂
        return chr(ord(character) - ord("₀") + ord("0"))
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", character)
    # ² stays for m², ① and Ⅳ for list marks; what is a letter, an ideograph or ASCII punctuation is folded.
    if len(compatible) == 1 and unicodedata.category(character)[0] != "N" and compatible.isprintable():
        return _without_accent(compatible)
    return _without_accent(character)


def _without_accent(character: str) -> str:
    """é → e; a letter of another script stays: Cyrillic й is not и."""
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() and first.isalpha() else character
