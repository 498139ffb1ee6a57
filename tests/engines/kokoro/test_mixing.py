"""Mixed voices: one meaning however they are written, and no guess where they are written wrongly."""

import numpy as np
import pytest

from dangke_audio.engines.kokoro.mixing import mix_digest, mix_pace, mixed_pack, parse_mix
from dangke_audio.engines.kokoro.voice_packs import VOICES, load_pack
from dangke_audio.errors import EngineError

MIX = "zm_yunjian:0.7+zm_yunxi:0.3"


@pytest.mark.parametrize(
    "written",
    [
        "zm_yunxi:0.3+zm_yunjian:0.7",
        "zm_yunjian:7+zm_yunxi:3",
        " zm_yunjian：70 ＋ zm_yunxi：30 ",
        "zm_yunxi:1.5+zm_yunjian:3.5",
        "zm_yunjian：０．７＋zm_yunxi：０．３",
        "ｚｍ＿ｙｕｎｊｉａｎ:７\u3000+\tzm_yunxi：３",
    ],
)
def test_order_scale_and_full_width_typing_change_nothing(written: str) -> None:
    assert parse_mix(written) == parse_mix(MIX)
    assert mix_digest(written) == mix_digest(MIX)
    assert (mixed_pack(written) == mixed_pack(MIX)).all()


def test_a_mix_lies_between_its_parts() -> None:
    mixed, first, second = mixed_pack(MIX), load_pack("zm_yunjian"), load_pack("zm_yunxi")
    assert mixed.shape == (510, 256)
    assert mixed.dtype == np.float32
    assert np.abs(mixed - (0.7 * first + 0.3 * second)).max() < 1e-6


def test_shares_parts_and_single_voices_are_told_apart() -> None:
    names = [voice.name for voice in VOICES]
    mixes = [
        *names,
        MIX,
        "zm_yunjian:0.6+zm_yunxi:0.4",
        "zm_yunjian:0.7+zm_yunxia:0.3",
        "+".join(f"{n}:1" for n in names),
    ]
    assert len({mix_digest(mix) for mix in mixes}) == len(mixes)
    assert str(parse_mix(MIX)) == "zm_yunjian:0.7000+zm_yunxi:0.3000"


def test_one_voice_with_a_share_is_that_voice() -> None:
    assert mix_digest("zf_xiaobei:0.4") == mix_digest("zf_xiaobei")
    assert mixed_pack("zf_xiaobei:0.4") is load_pack("zf_xiaobei")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("zm_yunjian:0.7+zm_nobody:0.3", "zm_nobody"),
        ("zm_nobody", "zm_nobody"),
        ("", "没有名为"),
        ("zm_yunjian:0+zm_yunxi:1", "份额太小"),
        ("zm_yunjian:0+zm_yunxi:0", "份额太小"),
        ("zm_yunjian:0.00001+zm_yunxi:1", "份额太小"),
        ("zm_yunjian:-1+zm_yunxi:2", "写法有误"),
        ("zm_yunjian:0.5+zm_yunjian:0.5", "写了两次"),
        ("zm_yunjian+zm_yunxi", "写法有误"),
        ("zm_yunjian:0.7+", "写法有误"),
        ("zm_yunjian:nan+zm_yunxi:1", "写法有误"),
        ("zm_yunjian:1e3+zm_yunxi:1", "写法有误"),
        ("zm_yunjian:0.7,zm_yunxi:0.3", "写法有误"),
        ("zm_yunjian:①+zm_yunxi:", "写法有误"),
        ("zm_yunjian：０。７＋zm_yunxi：０。３", "写法有误"),
    ],
)
def test_what_is_written_wrongly_is_refused_with_what_is_allowed(written: str, told: str) -> None:
    with pytest.raises(EngineError, match=told) as refused:
        parse_mix(written)
    assert all(voice.name in str(refused.value.hint) for voice in VOICES)
    assert "zm_yunjian:0.7+zm_yunxi:0.3" in str(refused.value.hint)


def test_the_pace_of_a_mix_lies_between_those_of_its_parts() -> None:
    paces = {voice.name: voice.pace for voice in VOICES}
    slow, fast = sorted((paces["zm_yunjian"].usual, paces["zf_xiaobei"].usual))
    mixed = mix_pace("zm_yunjian:0.5+zf_xiaobei:0.5")
    assert slow < mixed.usual < fast
    assert mixed.slowest == min(paces["zm_yunjian"].slowest, paces["zf_xiaobei"].slowest)
    assert mix_pace("zm_yunjian") == paces["zm_yunjian"]
