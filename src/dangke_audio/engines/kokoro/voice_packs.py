"""The eight Mandarin voices: how each shapes an utterance of a given length. Remade by scripts/make_voice_packs.py."""

import hashlib
import io
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dangke_audio.engines.contract import Pace, Voice
from dangke_audio.errors import EngineError

PACKS_SHA256 = "5e7f3afcc8d249ec6f9685c996dd1bee6d97ba51d55d1d1caced30636843c54e"
STYLE_ROWS = 510
STYLE_WIDTH = 256

# In the order of how well a speech recognizer understood them (0.000 to 0.071 of the syllables wrong, six sentences).
# Paces: scripts/measure_pace.py, 46 sentences each. The bounds leave room around the slowest and fastest one,
# for letters above all, and still none for what is said twice or is half missing.
VOICES = (
    Voice("zm_yunjian", "云健（男声，沉稳）", Pace(5.0, 2.6, 6.8, is_measured=True)),
    Voice("zf_xiaobei", "晓北（女声，清亮）", Pace(4.2, 2.2, 5.9, is_measured=True)),
    Voice("zf_xiaoxiao", "晓晓（女声）", Pace(4.9, 2.6, 6.8, is_measured=True)),
    Voice("zf_xiaoyi", "晓伊（女声）", Pace(5.1, 2.7, 7.1, is_measured=True)),
    Voice("zm_yunxi", "云希（男声）", Pace(5.4, 2.9, 8.1, is_measured=True)),
    Voice("zm_yunxia", "云夏（男声，年轻）", Pace(4.8, 2.6, 6.6, is_measured=True)),
    Voice("zm_yunyang", "云扬（男声，播报）", Pace(5.4, 2.8, 7.7, is_measured=True)),
    Voice("zf_xiaoni", "晓妮（女声）", Pace(4.9, 2.6, 6.7, is_measured=True)),
)


def load_packs() -> dict[str, NDArray[np.float32]]:
    """All voices by name, each 510 × 256. Raises EngineError if the file is missing or damaged."""
    try:
        packed = files(__package__).joinpath("voices.npz").read_bytes()
    except OSError as error:
        raise _damaged("缺失") from error
    if hashlib.sha256(packed).hexdigest() != PACKS_SHA256:
        raise _damaged("已损坏")
    with np.load(io.BytesIO(packed), allow_pickle=False) as archive:
        return {voice.name: archive[voice.name] for voice in VOICES}


@cache
def load_pack(voice: str) -> NDArray[np.float32]:
    """One voice. Raises EngineError where there is none of that name."""
    if voice not in {known.name for known in VOICES}:
        names = "、".join(known.name for known in VOICES)
        raise EngineError(f"没有名为 {voice} 的声音", hint=f"可用的声音：{names}")
    return load_packs()[voice]


def _damaged(how: str) -> EngineError:
    return EngineError(
        f"声音数据{how}：voices.npz",
        hint="请在程序文件夹里重新安装：python -m pip install --force-reinstall --no-deps .",
    )
