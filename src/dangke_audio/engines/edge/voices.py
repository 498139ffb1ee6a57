"""The zh-CN voices of the read-aloud service, dialects last. Source: its voice list as edge-tts 7 prints it.

The service changes the list now and then; `prepare` asks for the live one.
"""

import re

from dangke_audio.engines.contract import Pace, Voice

# Not measured, for want of the service: newsreaders' usual pace, and bounds that no whole answer has been seen beyond
# (1.5 to 9 syllables a second). The lower one leaves room for the names of letters.
PACE = Pace(usual=4.8, slowest=1.4, fastest=9.0)

VOICES = (
    Voice("zh-CN-YunyangNeural", "云扬（男声，新闻播音）", PACE),
    Voice("zh-CN-YunjianNeural", "云健（男声，有力）", PACE),
    Voice("zh-CN-XiaoxiaoNeural", "晓晓（女声，亲切）", PACE),
    Voice("zh-CN-XiaoyiNeural", "晓伊（女声，活泼）", PACE),
    Voice("zh-CN-YunxiNeural", "云希（男声，明快）", PACE),
    Voice("zh-CN-YunxiaNeural", "云夏（男童声）", PACE),
    Voice("zh-CN-liaoning-XiaobeiNeural", "晓北（女声，东北话）", PACE),
    Voice("zh-CN-shaanxi-XiaoniNeural", "晓妮（女声，陕西话）", PACE),
)
SHIPPED = frozenset(voice.name for voice in VOICES)

# zh-CN-XiaoxiaoNeural, zh-CN-liaoning-XiaobeiNeural
_NAME = re.compile(r"[a-z]{2,3}-[A-Z]{2}-(?:[a-z]+-)?[A-Za-z]+Neural")


def is_voice_name(name: str) -> bool:
    """Whether it has the form of a voice's name; only the service knows whether it has that voice."""
    return _NAME.fullmatch(name) is not None
