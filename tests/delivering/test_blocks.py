from dataclasses import replace

import pytest
from tests.support.editions import MemoryStore, source_of, talk
from tests.support.sound import decoded, noise

from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering import blocks as blocks_module
from dangke_audio.delivering.blocks import BlockSource, block_key
from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.delivering.mp3_frames import count_samples
from dangke_audio.model.audio import Block, Clip

BLOCK = Block(Clip("clip", 5000), start=0, lead=1200, tail=1288, gain_db=2.5)
ENCODING = Encoding()
DELAY = 1105


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
    monkeypatch.setattr(blocks_module, "encoder_name", lambda _: "lameenc 99")
    assert block_key(BLOCK, ENCODING) != key


def test_only_missing_blocks_are_encoded() -> None:
    lecture, store = talk([("开场", 2), ("一、早", 2)]), MemoryStore()
    source, blocks = source_of(lecture, store), lecture.timeline.blocks
    keys = [source.key(block) for block in blocks]
    assert [source.ensure(block) for block in blocks] == [True] * 4
    assert set(keys) < set(store.entries)
    assert [count_samples(source.frames(block)) for block in blocks] == [block.samples for block in blocks]
    assert [source.ensure(block) for block in blocks] == [False] * 4
    del store.entries[keys[2]]
    assert [source.ensure(block) for block in blocks] == [False, False, True, False]


def test_the_same_utterance_is_encoded_once() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    source, block = source_of(lecture, store), lecture.timeline.blocks[0]
    assert source.ensure(block)
    assert not source.ensure(replace(block, start=block.end))


def test_clips_are_read_only_where_a_block_is_missing() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    source = source_of(lecture, store)
    assert all(map(source.ensure, lecture.timeline.blocks))

    def refuse(clip: Clip) -> None:
        pytest.fail(f"{clip.key} is read although its block is in the store")

    silent = BlockSource(store, refuse, source.join, source.rate_hz, source.encoding)  # type: ignore[arg-type]
    assert not any(map(silent.ensure, lecture.timeline.blocks))
    assert silent.frames(lecture.timeline.blocks[0])


def test_what_the_store_has_lost_is_made_again() -> None:
    lecture, store = talk([("开场", 2)]), MemoryStore()
    source, block = source_of(lecture, store), lecture.timeline.blocks[1]
    source.ensure(block)
    frames = source.frames(block)
    store.entries.clear()
    assert source.frames(block) == frames
    assert frames.startswith(store.entries[source.key(block)])


def test_a_longer_pause_is_silent_frames_and_nothing_is_encoded() -> None:
    """Decoded, the block is what it was, to the sample, and then silence."""
    lecture, store = talk([("开场", 2)], pause_ms=900), MemoryStore()
    source, block = source_of(lecture, store), lecture.timeline.blocks[0]
    source.ensure(block)
    longer = replace(block, tail=block.tail + 20 * 576)
    assert not source.ensure(longer)
    assert source.key(longer) == source.key(block)
    frames, more = source.frames(block), source.frames(longer)
    assert more.startswith(frames)
    assert (count_samples(frames), count_samples(more)) == (block.samples, longer.samples)
    sound, longer_sound = decoded(frames + more), decoded(more + frames)
    whole = decoded(frames)
    assert whole.any()
    assert (sound[: len(whole)] == whole).all(), "what follows a block changes nothing of it"
    assert (longer_sound[: len(whole)] == whole).all()
    ended = block.lead + block.clip.samples + DELAY + 2 * 576
    assert abs(longer_sound[ended : longer.samples]).max() < 0.5, "a pause is digital silence"
    again = longer_sound[longer.samples :]
    assert (again[DELAY:] == whole[DELAY : len(again)]).all(), "nor does what stands before it"


def test_a_pause_sounds_as_if_it_were_encoded_with_the_speech() -> None:
    """To the last bit, also where loud noise ends, which is the worst there is."""
    clip = noise(9_000)
    block = Block(Clip("clip", 9_000), start=0, lead=1200, tail=30_120, gain_db=0.0)
    source = BlockSource(MemoryStore(), lambda _: clip, join_block, 24_000, ENCODING)
    ours, whole = (
        decoded(source.frames(block)),
        decoded(encode_block(join_block(clip, block), ENCODING)),
    )
    assert len(ours) == len(whole) == block.samples
    assert (ours == whole).all()
