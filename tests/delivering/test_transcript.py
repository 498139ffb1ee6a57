from dangke_audio.delivering.transcript import full_text
from dangke_audio.model.audio import Cue


def cue(text: str, *, ends: bool, role: str | None = None) -> Cue:
    return Cue(0, 1, text, 0, 1, ends_paragraph=ends, role=role)


def test_a_paragraph_is_a_line() -> None:
    assert full_text([cue("一。", ends=False), cue("二。", ends=True), cue("三。", ends=True)]) == "一。二。\n三。"


def test_who_speaks_stands_before_the_words() -> None:
    cues = [
        cue("你好。", ends=False, role="甲"),
        cue("请坐。", ends=False, role="乙"),
        cue("好。", ends=True, role="乙"),
    ]
    assert full_text(cues) == "甲：你好。\n乙：请坐。好。"


def test_nothing_is_nothing() -> None:
    assert full_text([]) == ""
