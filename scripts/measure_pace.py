"""Measure how fast Kokoro's voices speak, for `Voice.pace` in src/dangke_audio/engines/kokoro/voice_packs.py.

    python scripts/measure_pace.py [VOICE …]

Every sentence is spoken, trimmed as a clip is, and its length taken per sound that `hear` counts. For each voice the
row says: usual pace (all sounds by all seconds), slowest and fastest sentence of at least six sounds, and the bounds to
put into the table. They leave the room that synthesizing/checks.py needs: no good clip outside, while a clip with half
of its words (twice the pace) or with its words twice (half the pace) stays outside where it has a dozen sounds.
"""

import sys
from dataclasses import dataclass

from dangke_audio.engines.kokoro import KokoroEngine
from dangke_audio.engines.kokoro.voice_packs import VOICES
from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce
from dangke_audio.synthesizing.trimming import trim

STEADY_SOUNDS = 6
"""Shorter ones are judged by another rule: a single word may take as long as two."""
SLOW_ROOM, FAST_ROOM = 1.65, 1.25
"""Letters and names may be slower than any measured sentence; both are less than the factor of two of a real fault."""
SENTENCES = (
    "好。", "谢谢大家！", "同志们：", "第一，统一思想。", "什么是初心？", "会议现在开始。", "二〇二四年七月一日。",
    "党员要起模范带头作用。", "请各位代表依次发言。", "一是抓学习，二是抓落实。", "下面请支部书记讲话，大家欢迎！",
    "这几年，村里的变化有目共睹。", "今天下午两点半，在村委会三楼会议室开会。",
    "要坚持把群众满意不满意作为检验工作的标准。", "春耕备耕已经开始，请各家各户及时领取种子和化肥。",
    "我们党从只有五十多名党员，发展成为今天拥有九千多万名党员的大党。",
    "参加医保的乡亲，请带上身份证和户口本，在本月二十五日以前到村部办理登记。",
    "他常说：“群众的事再小也是大事，干部的事再大也是小事。”",
    "全年粮食总产量一千三百九十万斤，比上年增长百分之四点七，人均纯收入达到两万一千元。",
    "老支书背着干粮，翻了三座山，蹚了两条河，挨家挨户问困难，整整走了七天七夜。",
    "为什么有的同志学了不少，用起来却不多？根子在于没有联系实际。",
    "既要看到成绩，也要看到差距；既要鼓足干劲，也要实事求是。",
    "理想信念是精神上的钙，没有理想信念，精神上就会缺钙，就会得软骨病。",
    "请注意，台风将在明天夜间登陆，所有渔船必须在下午六点以前回港避风。",
    "经过全体党员和群众代表的反复讨论，大家一致同意把闲置的校舍改建成养老服务中心，资金从集体收入里出。",
    "这条路全长十二公里，总投资三千六百万元，去年三月动工，今年十月通车，惠及沿线七个村、一万八千多口人。",
    "中国特色社会主义进入新时代，我国社会主要矛盾已经转化为人民日益增长的美好生活需要和不平衡不充分的发展之间的矛盾。",
    "纪律是铁，规矩是钢，谁也不能例外。", "吃水不忘挖井人，幸福不忘共产党。", "绿水青山就是金山银山。",
    "打铁还需自身硬。", "空谈误国，实干兴邦！", "有没有不同意见？没有。", "请举手表决。", "请全体起立，奏唱国歌。",
    "散会以后，请各小组组长留一下，还有两件事要商量。", "老人家笑着说，好，好，日子越过越好了。",
    "学习时间安排在每周五下午，地点在党员活动室，由各支部委员轮流领学。", "谁来种地？怎么种地？种什么地？",
    "请打开PPT，我们看第三页。", "我国GDP总量稳居世界第二位。", "会场提供WiFi，大家也可以用APP签到。",
    "办理ETC、换领IC卡的村民，请到A区二号窗口。", "凡是VIP客户都要扫描QR码，再填写CSV表格。",
    "团队开发了AI助手和VR展厅，通过USB接口连接LED大屏。", "CCTV和BBC都报道了这件事。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence by one voice."""

    sentence: str
    sounds: int
    seconds: float

    @property
    def pace(self) -> float:
        """Sounds a second."""
        return self.sounds / self.seconds


def main(wanted: list[str]) -> None:
    """Print a row for each voice, and its slowest and fastest sentence."""
    engine = KokoroEngine()
    print("voice\tusual\tslowest\tfastest\tbounds\tlengths against the usual one")
    for voice in wanted or [known.name for known in VOICES]:
        engine.prepare(voice)
        print(row(voice, [speak(engine, voice, sentence) for sentence in SENTENCES]), flush=True)


def speak(engine: KokoroEngine, voice: str, sentence: str) -> Spoken:
    """Speak a sentence at speed 1."""
    heard = engine.hear(sentence, pronounce(sentence, Location("pace")).syllables)
    assert not heard.unspeakable, sentence
    clip = trim(engine.speak(heard.text, voice, 1.0))
    return Spoken(sentence, heard.sounds, clip.samples / clip.rate_hz)


def row(voice: str, spoken: list[Spoken]) -> str:
    """One line for the table, the extremes below it."""
    steady = sorted((one for one in spoken if one.sounds >= STEADY_SOUNDS), key=lambda one: one.pace)
    usual = sum(one.sounds for one in spoken) / sum(one.seconds for one in spoken)
    slowest, fastest = steady[0], steady[-1]
    bounds = f"Pace({usual:.1f}, {slowest.pace / SLOW_ROOM:.1f}, {fastest.pace * FAST_ROOM:.1f})"
    lengths = sorted(one.seconds * usual / one.sounds for one in spoken)
    figures = (
        f"{voice}\t{usual:.2f}\t{slowest.pace:.2f}\t{fastest.pace:.2f}\t{bounds}\t{lengths[0]:.2f} … {lengths[-1]:.2f}"
    )
    return f"{figures}\n\tslowest: {slowest.sentence}\n\tfastest: {fastest.sentence}"


if __name__ == "__main__":
    main(sys.argv[1:])
