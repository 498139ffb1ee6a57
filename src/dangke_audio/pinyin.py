"""Pinyin as people write it → the syllables of this program (`zhong4`, `lv4`, `de5`)."""

import re
import unicodedata

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|io|ua|ue|ui|uo|ve|er|a|o|e|i|u|v"
_SYLLABLE = re.compile(rf"(?:{_INITIALS})?(?:{_FINALS})|h?m|h?ng?|ê")
_SEPARATORS = re.compile(r"[\s'’·\-,，、]+")
_NUMBERED = re.compile(r"([a-zê]+?)([0-5])")
_MARK = "[\u0300\u0301\u0304\u030c]"
_LETTERS = re.compile(rf"(?:[a-zê]{_MARK}?)+")


def syllables_of(reading: str) -> tuple[str, ...] | None:
    """`chóng qìng`, `chong2qing4`, `lǜ` → (`chong2`, `qing4`), (`lv4`,); None for what is no pinyin.

    A syllable without tone is neutral, so a reading without any tone is taken for a mistake: None.
    """
    letters = _plain(reading)
    found: list[str] = []
    for piece in filter(None, _SEPARATORS.split(letters)):
        syllables = _numbered(piece) if piece[-1].isdigit() else _marked(piece)
        if syllables is None:
            return None
        found += map(_spelled, syllables)
    toned = any(syllable[-1] != "5" for syllable in found)
    return tuple(found) if found and (toned or re.search("[05]", letters) or len(found) == 1) else None


def _spelled(syllable: str) -> str:
    """ü as dictionaries have it: `jv4` → `ju4`, `lue4` → `lve4`."""
    return re.sub(r"(?<=[jqxy])v", "u", re.sub(r"(?<=^[ln])ue", "ve", syllable))


def _plain(reading: str) -> str:
    """Small letters, tone marks behind their vowels, `v` for ü."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", reading).lower().replace("ɡ", "g"))
    spread = re.sub(rf"u({_MARK}?)\u0308", r"v\1", spread).replace("u:", "v")
    return spread.replace("\u0306", "\u030c").replace("e\u0302", "ê")  # a breve is how many type the third tone


def _numbered(piece: str) -> list[str] | None:
    """`chong2qing4`, `de0`."""
    if not re.fullmatch(rf"(?:{_NUMBERED.pattern})+", piece):
        return None
    found = [(letters, number.replace("0", "5")) for letters, number in _NUMBERED.findall(piece)]
    return [letters + number for letters, number in found] if all(_legal(letters) for letters, _ in found) else None


def _marked(piece: str) -> list[str] | None:
    """`chóngqìng`, `de`: a run of syllables that each have at most one tone mark."""
    if not _LETTERS.fullmatch(piece):
        return None
    letters = re.sub(_MARK, "", piece)
    cuts = _cuts(letters, _tone_places(piece))
    return None if cuts is None else [letters[start:end] + tone for start, end, tone in cuts]


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
            if len(marks) > 1 or end not in best or not _legal(letters[start:end]):
                continue
            found = [(start, end, marks[0] if marks else "5"), *best[end]]
            if start not in best or len(found) < len(best[start]):
                best[start] = found
    return best.get(0)


def _legal(letters: str) -> bool:
    return _SYLLABLE.fullmatch(letters) is not None


def misfit(written: str, reading: str) -> str | None:
    """Why a reading does not fit the words it is for, in Chinese; None where it does.

    Pinyin fits Han of the same number; characters that sound so fit Han of the same number, and anything else.
    """
    syllables = syllables_of(reading)
    words = re.sub(r"\s", "", written)
    all_han = all("\u3400" <= character <= "\u9fff" or character >= "\U00020000" for character in words)
    if syllables is not None:
        if not all_han:
            return "拼音只能用在汉字上，其他文字请写同音字"
        return None if len(syllables) == len(words) else f"拼音有 {len(syllables)} 个，字有 {len(words)} 个"
    sounds = re.sub(r"[\s，、]", "", reading)
    if not sounds or not all("\u3400" <= character <= "\u9fff" for character in sounds):
        return f"“{reading}”既不是带声调的拼音，也不是汉字"
    return f"同音字有 {len(sounds)} 个，字有 {len(words)} 个" if all_han and len(sounds) != len(words) else None
