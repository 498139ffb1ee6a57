import pytest
from tests.support.documents import document

from dangke_audio.parsing import parse
from dangke_audio.parsing.dialogue import leave_out_speaker_labels
from dangke_audio.parsing.wrapping import rejoin


def parted(text: str) -> tuple[list[str], list[str]]:
    kept, omitted = leave_out_speaker_labels(rejoin(document(text).paragraphs))
    assert {omission.reason for omission in omitted} <= {"speaker-label"}
    return [line.text for line in kept], [omission.text for omission in omitted]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲：", "乙："),
        ("主持人:", "嘉宾:"),
        ("记者：", "王书记："),
        ("学员A：", "学员B："),
        ("张三：", "李四："),
        ("老王（笑）：", "李大爷："),
        ("【男】：", "【女】："),
    ],
)
def test_labels_of_a_dialogue(first: str, second: str) -> None:
    kept, labels = parted(f"题目\n{first}你来了？\n{second}我来了。\n{first}请坐。\n{second}好！")
    assert kept == ["题目", "你来了？", "我来了。", "请坐。", "好！"]
    assert labels == [first, second, first, second]


@pytest.mark.parametrize(
    "text",
    [
        "会议强调：要抓落实。\n会议指出：要抓学习。\n会议强调：要抓宣传。\n会议指出：要抓产业。",
        "时间：三月五日\n地点：村部\n时间：三月六日\n地点：学校",
        "问：怎么交？\n答：按月交。\n问：交给谁？\n答：交给支部。",
        "张三：男，45岁。\n李四：女，38岁。\n王五：男，50岁。\n赵六：女，29岁。",
        "甲：第一组\n开始开会。\n大家发言。",
    ],
)
def test_other_colons_stay(text: str) -> None:
    assert parted(text) == (text.split("\n"), [])


def test_what_a_role_says_first_is_no_part_of_the_title() -> None:
    text = "谁来当组长\n甲：老李，你来了？\n乙：我来了。\n甲：今天学习第二十条。\n旁白：两人坐下。"
    lecture = parse(document(text))
    assert (lecture.title, lecture.sections[0].sentences[1].written) == ("谁来当组长", "老李，你来了？")
    assert parse(document(text.partition("\n")[2])).title is None
