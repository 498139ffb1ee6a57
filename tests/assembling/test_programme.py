from dataclasses import replace

from tests.support.editions import sentence, talk, utterance

from dangke_audio.assembling.programme import Frame, Said, cut_script, lay_out_part
from dangke_audio.model.audio import Clip, frame_samples
from dangke_audio.model.speech import Chapter, Script, Utterance

RATE_HZ = 44_100
SECOND = RATE_HZ


def said(name: str, seconds: float = 1.0, pause_ms: int = 500) -> Said:
    return Said(Clip(name, round(seconds * SECOND)), pause_ms, 1.5)


def keys(part: object) -> list[str]:
    return [block.clip.key for block in part.blocks]  # type: ignore[attr-defined]


def test_a_part_is_played_in_order_without_gaps() -> None:
    part = lay_out_part(
        "全文", Frame((said("chime"), said("opening")), (said("closing"),)), [said("a"), said("b")], 1, 0, RATE_HZ
    )
    assert keys(part) == ["chime", "opening", "a", "b", "closing"]
    assert [block.start for block in part.blocks] == [0, *(block.end for block in part.blocks[:-1])]
    assert part.samples % frame_samples(RATE_HZ) == 0
    assert all(block.gain_db == 1.5 for block in part.blocks)


def test_a_repetition_comes_after_the_gap() -> None:
    part = lay_out_part("通知", Frame((said("chime"),)), [said("a"), said("b")], 3, 4000, RATE_HZ)
    assert keys(part) == ["chime", "a", "b", "a", "b", "a", "b"]
    first, last = part.blocks[2], part.blocks[-1]
    assert first.tail + part.blocks[3].lead >= 4 * SECOND
    assert last.tail < SECOND, "behind the last time stands the usual pause"


def test_headings_stay_with_their_text_and_chapters_are_where_parts_end() -> None:
    lecture = talk([("开场", 3), ("一、早", 3), ("二、晚", 3)]).script
    utterances = [*lecture.utterances]
    heading = sentence("一、早", 4)
    utterances[3] = utterance(replace(heading, kind="heading"))
    script = replace(lecture, utterances=tuple(utterances))
    text = [said(str(index)) for index in range(9)]
    parts = cut_script(script, text, 6 * SECOND, RATE_HZ)
    assert [[item.clip.key for item in part] for part in parts] == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]


def test_pieces_of_one_sentence_stay_together() -> None:
    long = sentence("很长的一句")
    pieces: tuple[Utterance, ...] = (
        utterance(sentence("短")),
        *(utterance(long) for _ in range(3)),
        utterance(sentence("完")),
    )
    script = Script(pieces, (Chapter("开场", 1, 0, 5),))
    parts = cut_script(script, [said(str(index)) for index in range(5)], round(6.5 * SECOND), RATE_HZ)
    assert [[item.clip.key for item in part] for part in parts] in (
        [["0"], ["1", "2", "3", "4"]],
        [["0", "1", "2", "3"], ["4"]],
    )
