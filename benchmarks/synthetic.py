"""Lectures made of nothing but plain words, as long as a benchmark wants them; the same every time."""

import random
from collections.abc import Sequence

WHO = ("各级党组织", "基层干部", "广大党员", "村两委班子", "驻村工作队", "青年志愿者", "机关支部", "社区网格员")
HOW = ("要认真学习", "必须坚决落实", "应当带头执行", "正在扎实推进", "已经全面完成", "始终牢牢把握", "努力提高")
WHAT = ("乡村振兴的各项任务", "党风廉政建设责任制", "为人民服务的根本宗旨", "安全生产的底线要求", "调查研究的基本功")
FACT = ("全镇共有128户", "人均收入增长8.5%", "投入资金360万元", "会议于3月15日召开", "覆盖率达到95%以上")
WHY = ("这是我们党的优良传统", "这也是群众最关心的问题", "只有这样才能行稳致远", "决不能有半点马虎", "还要长期坚持下去")
DIGITS = "零一二三四五六七八九"


def count(number: int) -> str:
    """1 … 99 as headings are counted: 一, 十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def sentence(number: int, choice: random.Random) -> str:
    """About ten seconds of speech; no two are alike."""
    digits = "".join(DIGITS[int(digit)] for digit in str(number))
    words = (choice.choice(WHO), choice.choice(HOW), choice.choice(WHAT))
    return f"{''.join(words)}，{choice.choice(FACT)}，{choice.choice(WHY)}，这是材料第{digits}号的经验。"


def lecture(sections: Sequence[int]) -> list[list[str]]:
    """Paragraphs of three sentences under a heading for each section; `sections` says how many sentences each has."""
    choice = random.Random(5)
    numbers = iter(range(1, sum(sections) + 1))
    made: list[list[str]] = [["坚定信念 砥砺前行"]]
    for section, length in enumerate(sections, start=1):
        sentences = [sentence(next(numbers), choice) for _ in range(length)]
        heading = f"{count(section)}、{choice.choice(HOW)[-2:]}{choice.choice(WHAT)}"
        made.append([heading, *("".join(sentences[start : start + 3]) for start in range(0, length, 3))])
    return made


def text(made: Sequence[Sequence[str]]) -> str:
    """As a script's file has it."""
    return "\n\n".join(paragraph for section in made for paragraph in section) + "\n"
