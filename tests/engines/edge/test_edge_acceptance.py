"""Pure checks of an answer: the edges that no service hits at will."""

import pytest
from tests.support.edge_speech import silence, speech

from dangke_audio.engines.edge.acceptance import Answer, SpokenWord, check_answer
from dangke_audio.engines.edge.mp3_frames import count_frames
from dangke_audio.errors import SynthesisError

TEXT = "党员同志们，请看PPT。"
FRAME_S = 0.024


def answer(*words: str, seconds: float = 3.0, end_s: float = 2.0) -> Answer:
    """Good sound of that length; the words lie one behind the other and end at `end_s`."""
    frames = silence(seconds + 1)[: round(seconds / FRAME_S) * 144]
    length = end_s / max(1, len(words))
    return Answer(
        frames, tuple(SpokenWord(i * length, (i + 1) * length, word) for i, word in enumerate(words)), said_done=True
    )


def refused(candidate: Answer, text: str = TEXT) -> str:
    with pytest.raises(SynthesisError) as wrong:
        check_answer(candidate, text)
    assert wrong.value.kind == "passing"
    return wrong.value.message


def test_a_whole_answer_tells_its_samples() -> None:
    assert check_answer(answer("党员", "同志", "们", "请", "看", "PPT"), TEXT) == 125 * 576


def test_latin_may_be_written_otherwise() -> None:
    assert check_answer(answer("党员", "同志", "们", "请", "看", "power", "point"), TEXT)
    assert check_answer(answer("serve", "people"), "Serve the people")


def test_one_character_in_ten_may_be_told_otherwise() -> None:
    long = "我们要坚持走群众路线，为人民服务。"
    assert check_answer(answer("我们要坚持走群众路綫", "为人民服务"), long)
    assert "没有读全" in refused(answer("我们要坚持走羣眾路綫", "为人民服务"), long)


def test_the_end_must_have_been_said() -> None:
    long = "我们要坚持走群众路线，为人民服务。"
    assert "没有读全" in refused(answer("我们要坚持走群众路线", "为人民服"), long)


@pytest.mark.parametrize(
    "words", [("党员", "同志", "们", "请", "看", "党员", "同志", "们", "请", "看"), ("同志", "们", "看")]
)
def test_twice_is_too_much_and_half_too_little(words: tuple[str, ...]) -> None:
    assert "没有读全" in refused(answer(*words))


@pytest.mark.parametrize(
    ("seconds", "good"), [(1.8, False), (1.92, False), (2.0, False), (2.064, True), (4.99, True), (5.1, False)]
)
def test_the_sound_lasts_as_long_as_the_words(seconds: float, good: bool) -> None:
    candidate = answer("党员同志们", "请看", seconds=seconds)
    if good:
        assert check_answer(candidate, TEXT)
    else:
        assert "最后一个词" in refused(candidate)


def test_an_open_turn_is_not_whole() -> None:
    whole = answer("党员同志们", "请看")
    assert "没有传完" in refused(Answer(whole.mp3, whole.words, said_done=False))


def test_frames_are_counted_to_the_last_byte() -> None:
    mp3 = speech("好。").mp3
    assert count_frames(mp3) == len(mp3) // 144
    assert count_frames(b"") == 0
    for damaged in (mp3[:-1], mp3 + b"\xff", mp3[1:], mp3 + mp3[:143], b"ID3" + mp3, mp3[:144] + b"x" + mp3[145:]):
        assert count_frames(damaged) is None


def test_padded_frames_are_a_byte_longer() -> None:
    frame = speech("好。").mp3[:144]
    padded = frame[:2] + bytes([frame[2] | 0x02]) + frame[3:] + b"\0"
    assert count_frames(frame + padded + frame) == 3
