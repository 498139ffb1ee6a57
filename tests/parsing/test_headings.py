import pytest
from tests.support.documents import document

from dangke_audio.parsing import parse


def outline(text: str) -> list[tuple[int, bool, str]]:
    lecture = parse(document(f"题目在这里\n同志们：\n开头的话。\n{text}"))
    return [(s.level, s.run_in, s.heading) for s in lecture.sections if s.heading is not None]


def test_levels_follow_the_families_that_are_there() -> None:
    text = "第一部分 甲部\n一、乙事\n（一）丙事\n话。\n1.丁事\n话。\n2.戊事\n话。\n第二部分 己部\n话。"
    assert outline(text) == [
        (1, False, "第一部分 甲部"),
        (2, False, "一、乙事"),
        (3, False, "（一）丙事"),
        (3, False, "1.丁事"),
        (3, False, "2.戊事"),
        (1, False, "第二部分 己部"),
    ]
    assert outline("1.党的性质\n话很长。\n2.党的宗旨\n话很长。") == [(1, False, "1.党的性质"), (1, False, "2.党的宗旨")]


def test_a_single_figure_is_a_heading_where_text_stands_below() -> None:
    assert outline("1.党的性质\n《党章》有明确规定。") == [(1, False, "1.党的性质")]
    assert outline("1.党的性质是先锋队。\n《党章》有明确规定。") == []


@pytest.mark.parametrize(
    "text",
    [
        "1.不要烧香；\n2.不要取暖；\n3.不要放火。",
        "①学习理论\n②学习法律\n③学习业务",
        "1.时常学习\n2.经常反思\n3.日常锻炼",
        "一是加强学习。\n二是加强宣传。\n三是加强落实。",
        "第一，必须坚持党的领导。\n第二，必须坚持人民至上。",
        "最后，祝大家身体健康。祝各位工作顺利，万事如意！",
        "一、时间：7月1日\n二、地点：村部\n三、人员：全体党员",
        "1958年，我们村成立了党支部",
    ],
)
def test_lists_are_not_headings(text: str) -> None:
    assert outline(text) == []


def test_the_same_mark_is_a_heading_here_and_a_list_there() -> None:
    text = "一、甲事\n1.学习\n要学习理论。\n2.实践\n要投身实践。\n二、乙事\n1.不迟到；\n2.不早退；\n3.不请假。"
    assert outline(text) == [
        (1, False, "一、甲事"),
        (2, False, "1.学习"),
        (2, False, "2.实践"),
        (1, False, "二、乙事"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一要紧跟时代步伐。", "二要站稳群众立场。"),
        ("一是抓学习。", "二是抓宣传。"),
        ("一方面,要强化学习意识,准确把握政策。", "另一方面,要利用多种渠道。"),
        ("首先，这是政治问题。", "其次，这是民生问题。"),
        ("第一，坚定理想信念。", "第二，站稳人民立场。"),
        ("其一，要学。", "其二，要干。"),
        ("1. 真实客观:", "2. 结构清晰:"),
        ("（一）坚持党的领导。", "（二）坚持以人民为中心。"),
        ("一、提高认识。", "二、加强领导。"),
        ("5.主要内容是什么？", "6.及其关系？怎么理解？"),
    ],
)
def test_run_in_headings(first: str, second: str) -> None:
    rest = "这里是这一段里后面的话。还有一句。"
    assert outline(f"{first}{rest}\n{second}{rest}") == [(3, True, first), (3, True, second)]


def test_what_introduces_a_speech_is_no_heading() -> None:
    rest = "这里是这一段里后面的话。"
    assert outline(f"1.总书记指出：{rest}\n2.党章规定：“{rest}”") == []


def test_a_heading_may_end_in_a_full_stop() -> None:
    assert outline("一、百年历程，波澜壮阔。\n历史很长。\n二、使命在肩。\n责任很重。") == [
        (1, False, "一、百年历程，波澜壮阔。"),
        (1, False, "二、使命在肩。"),
    ]


def test_a_bracket_behind_the_colon_belongs_to_the_heading() -> None:
    assert outline("1.主要内容：（七个坚持）\n坚持就是胜利。") == [(1, False, "1.主要内容：（七个坚持）")]


def test_headings_without_numbers_where_none_has_one() -> None:
    body = "以前我们村到处都是垃圾，河水又黑又臭，大家都不愿意在河边散步。"
    assert outline(f"从前的村子\n{body}\n后来的改变\n{body}") == [(1, False, "从前的村子"), (1, False, "后来的改变")]
    assert outline(f"从前的村子\n{body}\n谢谢大家") == []
    assert outline(f"一、村子\n{body}\n从前的村子\n{body}\n后来的改变\n{body}") == [
        (1, False, "一、村子"),
        (2, False, "从前的村子"),
        (2, False, "后来的改变"),
    ]
    assert outline(f"一、村子\n{body}\n从前的村子\n{body}") == [(1, False, "一、村子")]
