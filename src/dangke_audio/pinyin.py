"""Pinyin as people write it → the syllables of this program (`zhong4`, `lv4`, `de5`), and back."""

import re
import unicodedata
from functools import cache

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SEPARATORS = re.compile(r"[\s'’·\-,，、]+")
_NUMBERED = re.compile(r"([a-zê]+)([0-5])(r(?![a-zê])[05]?)?")
_MARK = "[\u0300\u0301\u0304\u030c]"
_LETTERS = re.compile(rf"(?:[a-zê]{_MARK}?)+")
_SUFFIX = "r"
"""儿 as it is written behind a syllable (yīhuìr); it is a character of its own, so a syllable of its own: er2."""

# Which finals stand behind which initials (the table of syllables of 现代汉语词典), v for ü.
_FINALS = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in iang ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    **dict.fromkeys(("g", "k", "h"), "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    **dict.fromkeys(("j", "q", "x"), "i ia ie iao iu ian in iang ing iong u ue uan un"),
    "zh": "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "i e ao ou an en ang eng ong u ua uo ui uan un",
    "z": "i a e ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "s": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "y": "i a o e ai ao ou an in ang ing ong u ue uan un",
    "w": "u a o ai ei an en ang eng",
}
_INTERJECTIONS = {"n", "ng", "m", "hm", "hng", "ê"}


def is_han(character: str) -> bool:
    """A Chinese character, also a rare or a compatibility one, and 〇: what has a syllable."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )


def has_code(written: str) -> bool:
    """Whether letters or digits stand in it: such words have no syllables of their own, and are said otherwise."""
    return any(character.isalnum() and not is_han(character) for character in written)


def misfit(written: str, reading: str) -> str | None:
    """Why a reading cannot be that of a word, in a Chinese sentence; None if it can.

    A reading is pinyin with a syllable for each character (重庆: chóng qìng, chong2qing4), or as many characters that
    sound so (虫庆). A word with letters or digits takes characters, of any number (301: 三零幺).
    """
    if not reading.strip():
        return f"“{written}”没有写读音"
    if all(map(is_han, "".join(reading.split()))):
        sounds, unit = len("".join(reading.split())), "字"
    elif syllables := syllables_of(reading):
        sounds, unit = len(syllables), "个音节"
    elif _read(reading):
        return f"读音“{reading}”没有声调，请写成 chóng qìng 或 chong2 qing4 的样子"
    else:
        return f"读音“{reading}”不是拼音（chóng qìng 或 chong2 qing4），也不是同音的汉字"
    if has_code(written):
        return None if unit == "字" else f"“{written}”里有字母或数字，读音请写同音的汉字"
    expected = sum(map(is_han, written))
    if sounds == expected:
        return None
    return f"“{written}”有 {expected} 个汉字，读音“{reading}”却有 {sounds} {unit}"


def syllables_of(reading: str) -> tuple[str, ...] | None:
    """`chóng qìng`, `chong2qing4`, `lǜ` → (`chong2`, `qing4`), (`lv4`,); None for what is no pinyin.

    A syllable without tone is neutral, so a reading of several syllables without any tone is taken for a mistake: None.
    """
    found = _read(reading)
    toned = re.search(rf"[0-5]|{_MARK}", _plain(reading))
    return found if found and (toned or len(found) == 1) else None


def with_tone_mark(syllable: str) -> str:
    """`zhong4` → `zhòng`, `lv4` → `lǜ`, `de5` → `de`."""
    letters, tone = syllable[:-1].replace("v", "ü"), syllable[-1]
    marks = {number: mark for mark, number in _TONES.items()}
    places = ("[ae]", "o(?=u)", "[iouüê](?=[^iouü]*$)", "[nm]")
    place = next(filter(None, (re.search(pattern, letters) for pattern in places)), None)
    if tone not in marks or place is None:
        return letters
    return unicodedata.normalize("NFC", letters[: place.end()] + marks[tone] + letters[place.end() :])


def _read(reading: str) -> tuple[str, ...] | None:
    """The syllables of what may lack all tones."""
    found: list[str] = []
    for piece in filter(None, _SEPARATORS.split(_plain(reading))):
        syllables = _numbered(piece) if re.search("[0-5]", piece) else _marked(piece)
        if syllables is None:
            return None
        found += map(_spelled, syllables)
    return tuple(found) or None


def _plain(reading: str) -> str:
    """Small letters, tone marks behind their vowels, `v` for ü."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", reading).lower())
    spread = spread.replace("ɡ", "g").replace("ɑ", "a")  # as schoolbooks print them
    spread = re.sub(rf"u({_MARK}?)\u0308", r"v\1", spread).replace("u:", "v")
    return spread.replace("\u0306", "\u030c").replace("e\u0302", "ê")  # a breve is how many type the third tone


def _numbered(piece: str) -> list[str] | None:
    """`chong2qing4`, `de0`, `hui4r`, `huir4`."""
    if not re.fullmatch(rf"(?:{_NUMBERED.pattern})+", piece):
        return None
    found: list[str] = []
    for letters, number, suffix in _NUMBERED.findall(piece):
        bare = letters.removesuffix(_SUFFIX)
        tone = number.replace("0", "5")
        if _legal(letters):
            found.append(letters + tone)
        elif bare != letters and (not bare or _legal(bare)):
            found += [bare + tone, _SUFFIX] if bare else [_SUFFIX]
        else:
            return None
        found += [_SUFFIX] if suffix else []
    return found


def _marked(piece: str) -> list[str] | None:
    """`chóngqìng`, `de`, `huìr`: a run of syllables that each have at most one tone mark."""
    if not _LETTERS.fullmatch(piece):
        return None
    letters = re.sub(_MARK, "", piece)
    cuts = _cuts(letters, _tone_places(piece))
    if cuts is None:
        return None
    return [
        letters[start:end] if letters[start:end] == _SUFFIX else letters[start:end] + tone for start, end, tone in cuts
    ]


def _spelled(syllable: str) -> str:
    """ü as dictionaries have it: `jv4` → `ju4`, `lue4` → `lve4`; and 儿."""
    return "er2" if syllable == _SUFFIX else _umlaut(syllable)


def _umlaut(letters: str) -> str:
    return re.sub(r"(?<=^[jqxy])v", "u", re.sub(r"(?<=^[ln])ue", "ve", letters))


def _tone_places(piece: str) -> dict[int, str]:
    """Offset among the letters → tone."""
    places: dict[int, str] = {}
    offset = -1
    for character in piece:
        if character in _TONES:
            places[offset] = _TONES[character]
        else:
            offset += 1
    return places


def _cuts(letters: str, tones: dict[int, str]) -> list[tuple[int, int, str]] | None:
    """The fewest legal syllables, the first as long as can be; a syllable has one tone mark or none."""
    best: dict[int, list[tuple[int, int, str]]] = {len(letters): []}
    for start in range(len(letters) - 1, -1, -1):
        for end in range(min(len(letters), start + 6), start, -1):
            marks = [tone for place, tone in tones.items() if start <= place < end]
            legal = _legal(letters[start:end]) or letters[start:end] == _SUFFIX
            if len(marks) > 1 or end not in best or not legal:
                continue
            found = [(start, end, marks[0] if marks else "5"), *best[end]]
            if start not in best or len(found) < len(best[start]):
                best[start] = found
    return best.get(0)


def _legal(letters: str) -> bool:
    return _umlaut(letters) in _syllables()


@cache
def _syllables() -> frozenset[str]:
    """All toneless syllables of Mandarin, 410 of them."""
    spelled = (initial + final for initial, finals in _FINALS.items() for final in finals.split())
    return frozenset(spelled) | _INTERJECTIONS
