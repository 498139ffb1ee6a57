"""How 一 and 不 are said before other syllables; espeak-ng itself does such a thing for third tones only (measured)."""

_KEPT_BEHIND = frozenset("第初统唯单专〇零一二三四五六七八九十百千万亿点")
"""Behind these 一 is an ordinal, or a number's last word: 第一次, 二十一个, 统一战线."""
_KEPT_BEFORE = frozenset("〇零一二三四五六七八九点月")
"""Before these it is a digit that is read by itself, or a month: 一二三, 一点五, 一月."""


def spoken_tones(spoken: str, syllables: tuple[str | None, ...], pinned: frozenset[int]) -> tuple[str | None, ...]:
    """The syllables with 一 (yi1) and 不 (bu4) as they are said here; what somebody fixed stays."""
    return tuple(
        syllable
        if place in pinned or syllable is None
        else _spoken_tone(spoken, place, syllable, "".join(filter(None, syllables[place + 1 : place + 2])))
        for place, syllable in enumerate(syllables)
    )


def _spoken_tone(spoken: str, place: int, syllable: str, behind: str) -> str:
    """`behind` is the next syllable; empty where a mark or nothing follows."""
    before_falling = behind.endswith("4") or behind == "ge5"  # 个 has lost its tone, but not what it does: yi2 ge5
    match spoken[place], syllable:
        case "不", "bu4" if before_falling:
            return "bu2"
        case "一", "yi1" if behind and not _is_number(spoken, place):
            return "yi2" if before_falling else "yi4"
    return syllable


def _is_number(spoken: str, place: int) -> bool:
    before, after = spoken[place - 1 : place] if place else "", spoken[place + 1]
    return before in _KEPT_BEHIND or after in _KEPT_BEFORE or (before == "月" and after in "日号")
