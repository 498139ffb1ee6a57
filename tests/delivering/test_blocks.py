from dataclasses import replace

import pytest
from tests.support.editions import MemoryStore, source_of, talk

from dangke_audio.delivering import blocks as blocks_module
from dangke_audio.delivering.blocks import BlockSource, block_key, encoded_blocks
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.delivering.mp3_frames import count_samples
from dangke_audio.model.audio import Block, Clip

BLOCK = Block(Clip("clip", 5000), start=0, lead=1200, tail=1288, gain_db=2.5)
ENCODING = Encoding()


def test_the_key_is_what_decides_the_bytes() -> None:
    key = block_key(BLOCK, ENCODING)
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
    others = {
        block_key(replace(BLOCK, clip=Clip("other", 5000)), ENCODING),
        block_key(replace(BLOCK, lead=1776), ENCODING),
        block_key(replace(BLOCK, tail=1864), ENCODING),
        block_key(replace(BLOCK, gain_db=2.6), ENCODING),
        block_key(BLOCK, Encoding(48)),
        block_key(BLOCK, Encoding(quality=5)),
    }
    assert len(others) == 6
    assert key not in others


def test_the_place_in_the_lecture_is_not_in_the_key() -> None:
    assert block_key(BLOCK, ENCODING) == block_key(replace(BLOCK, start=99_072), ENCODING)


def test_zero_gain_has_one_key() -> None:
    assert len({block_key(replace(BLOCK, gain_db=gain), ENCODING) for gain in (0, 0.0, -0.0)}) == 1


def test_another_encoder_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    key = block_key(BLOCK, ENCODING)
    monkeypatch.setattr(blocks_module, "encoder_name", lambda: "lameenc 99")
    assert block_key(BLOCK, ENCODING) != key


def test_only_missing_blocks_are_encoded() -> None:
    lecture, store = talk([("开场", 2), ("一、早", 2)]), MemoryStore()
    calls: list[int] = []
    source = source_of(lecture, store)
    first = encoded_blocks(lecture.timeline, source, lambda: calls.append(1))
    assert (first.encoded, len(calls), len(set(first.keys))) == (4, 4, 4)
    assert [count_samples(store.entries[key]) for key in first.keys] == [b.samples for b in lecture.timeline.blocks]
    second = encoded_blocks(lecture.timeline, source, lambda: calls.append(1))
    assert (second.keys, second.encoded, len(calls)) == (first.keys, 0, 4)
    del store.entries[first.keys[2]]
    assert encoded_blocks(lecture.timeline, source, lambda: None).encoded == 1


def test_the_same_utterance_is_encoded_once() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    block = lecture.timeline.blocks[0]
    timeline = replace(lecture.timeline, blocks=(block, replace(block, start=block.end)))
    encoded = encoded_blocks(timeline, source_of(lecture, store), lambda: None)
    assert encoded.encoded == 1
    assert encoded.keys[0] == encoded.keys[1]


def test_clips_are_read_only_where_a_block_is_missing() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    source = source_of(lecture, store)
    encoded_blocks(lecture.timeline, source, lambda: None)

    def refuse(clip: Clip) -> None:
        pytest.fail(f"{clip.key} is read although its block is in the store")

    silent = BlockSource(store, refuse, source.join, source.encoding)  # type: ignore[arg-type]
    assert encoded_blocks(lecture.timeline, silent, lambda: None).encoded == 0
    assert silent.frames(lecture.timeline.blocks[0])


def test_what_the_store_has_lost_is_made_again() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    source, block = source_of(lecture, store), lecture.timeline.blocks[1]
    frames = source.encode(block)
    store.entries.clear()
    assert source.frames(block) == frames
    assert store.entries == {source.key(block): frames}
