"""Who says what, in whole scripts and at their edges."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture, Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.model.source import SourceParagraph
from dangke_audio.parsing import parse, parse_lines
from dangke_audio.pinyin import is_han

CASES = [
    case.split("\n", 1)
    for case in (Path(__file__).parent / "cases" / "roles.txt").read_text("utf-8").split("\n%% ")[1:]
]
LINES = (
    "甲：你来了吗？",
    "【乙】我来了。",
    "甲：",
    "主 持 人（笑）：请坐，各位来宾：",
    "问：党费怎么交？答：按月交到支部。甲：好。",
    "1．问：交给谁？",
    "答：下载",
    "旁白：天亮了。",
    "合：谢谢大家！",
    "甲乙：一、二、三，",
    "王书记：我讲两点。",
    "人物：",
    "甲：一、要学习",
    "一、提高认识",
    "（一）加强学习。要读原著、学原文、悟原理。",
    "一要学习理论。理论是行动的先导。",
    "同志们：",
    "弘扬延安精神",
    "——在某某镇党课上的讲话",
    "（众人下）",
    "第二幕 村口",
    "[停顿 2秒]甲：[读作 chóng qìng]重庆[/读作]好。",
    "我们村的路修好了，大家都很高兴，从此再也不用踩泥巴了。",
    "谢谢大家！",
    "甲、主持人（齐）：（鼓掌）好！",
    "村医小刘（跑上）：我来了！",
    "甲（走近）（2021年）你看。",
    "甲（下）",
    "宣誓人：×××",
    "3、问：可以不交吗？",
    "（四）问：何时交？",
    "同志们，我们接着讲。",
    "2024年3月1日",
)
ROLES = frozenset({"甲", "主持人", "问", "答"})


def sentences(lecture: Lecture) -> list[Sentence]:
    return [sentence for section in lecture.sections for sentence in section.sentences]


def told(lecture: Lecture) -> list[tuple[str | None, str]]:
    return [(sentence.role, sentence.written) for sentence in sentences(lecture)]


def with_roles(text: str, *roles: str, **said: object) -> Lecture:
    sidecar = Sidecar("讲稿.txt.toml", "0", roles=tuple((role, "zf_xiaobei") for role in roles))
    return parse(replace(document(text), sidecar=replace(sidecar, **said)))  # type: ignore[arg-type]


def codes(lecture: Lecture) -> list[str]:
    return [finding.code for finding in lecture.findings]


@pytest.mark.parametrize(("head", "case"), CASES, ids=[head for head, _ in CASES])
def test_every_sentence_has_its_speaker(head: str, case: str) -> None:
    script, _, wanted = case.partition("\n=>\n")
    lecture = parse(document(script), frozenset(head.split(" | ")[1].split()))
    seen = [f"{s.role or '-'} {'# ' if s.kind == 'heading' else ''}{s.written}" for s in sentences(lecture)]
    assert seen == [line for line in wanted.split("\n") if line.strip()]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=16))
def test_nothing_is_lost_whoever_speaks(lines: list[str]) -> None:
    text = "\n".join(lines)
    lecture = parse(document(text), ROLES)
    found = "".join(s.written for s in sentences(lecture)) + "".join(o.text for o in lecture.omitted)
    assert sorted(filter(is_han, found)) == sorted(filter(is_han, text))
    assert {s.role for s in sentences(lecture)} <= {None, *ROLES}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=16))
def test_roles_that_do_not_speak_change_nothing(lines: list[str]) -> None:
    script = document("\n".join(lines))
    assert parse(script, frozenset({"村民代表"})) == parse(script)


def test_roles_of_profile_and_sidecar_are_added() -> None:
    script = replace(
        document("甲：你来了？\n乙：来了。\n丙：走。"), sidecar=Sidecar("讲稿.txt.toml", "0", roles=(("乙", "b"),))
    )
    lecture = parse(script, frozenset({"甲"}))
    assert told(lecture) == [("甲", "你来了？"), ("乙", "来了。"), (None, "走。")]


def test_a_label_is_told_with_its_place() -> None:
    lecture = with_roles("题目在这里\n甲（笑）：你来了？", "甲")
    (label,) = [omission for omission in lecture.omitted if omission.reason == "speaker-label"]
    assert (label.text, label.location.line) == ("甲（笑）：", 2)
    assert sentences(lecture)[-1].location.line == 2


def test_a_role_of_the_sidecar_that_never_speaks_is_told() -> None:
    lecture = with_roles("甲：你来了？\n乙：来了。", "甲", "丙")
    (finding,) = [finding for finding in lecture.findings if finding.code == "unused-role"]
    assert finding.severity == "warning"
    assert "“丙”" in finding.message
    assert finding.location == Location("讲稿.txt.toml")


def test_several_without_a_voice_are_told_once() -> None:
    lecture = with_roles("大刚：水来了！\n小梅：水来了！\n大刚、小梅：真甜！\n合：谢谢！", "大刚", "小梅")
    (finding,) = [finding for finding in lecture.findings if finding.code == "group-voice"]
    assert finding.severity == "info"
    assert "“大刚、小梅：”" in finding.message
    assert finding.location is not None
    assert finding.location.line == 3


def test_several_with_a_voice_are_not_told() -> None:
    lecture = with_roles("大刚：水来了！\n小梅：水来了！\n大刚、小梅：真甜！\n齐：谢谢！", "大刚", "小梅", "合")
    assert "group-voice" not in codes(lecture)
    assert told(lecture)[-2:] == [("合", "真甜！"), ("合", "谢谢！")]


def test_directions_are_told_with_their_labels() -> None:
    lecture = with_roles("老魏：歇会儿。\n老魏（摆手）：（坐下）（叹气）来。\n老魏（起身）走吧。", "老魏")
    left_out = [(o.text, o.reason, o.location.line) for o in lecture.omitted if o.location.line != 1]
    assert left_out == [
        ("老魏（摆手）：", "speaker-label", 2),
        ("（坐下）（叹气）", "stage-note", 2),
        ("老魏（起身）", "speaker-label", 3),
    ]


def test_a_role_of_the_profile_that_never_speaks_is_nothing() -> None:
    assert "unused-role" not in codes(parse(document("甲：你来了？"), frozenset({"甲", "丙"})))


def test_a_table_is_the_narrators_and_ends_a_turn() -> None:
    place = Location("讲稿.docx", paragraph=1)
    paragraphs = (
        SourceParagraph("甲：请看下表。", place),
        SourceParagraph("甲：三元，乙：五元", place, role="row"),
        SourceParagraph("这是价格。", place),
    )
    lecture = parse(replace(document(""), paragraphs=paragraphs), frozenset({"甲"}))
    assert told(lecture) == [("甲", "请看下表。"), (None, "甲：三元，乙：五元"), (None, "这是价格。")]


def test_a_line_that_the_user_calls_a_heading_is_one_in_its_role() -> None:
    lecture = with_roles(
        "问：党费怎么交？\n按月交。\n答：交到支部。", "问", "答", lines=(LineRule("问：党费怎么交？", "heading", 1),)
    )
    assert [(s.role, s.kind, s.written) for s in sentences(lecture)] == [
        ("问", "heading", "党费怎么交？"),
        ("问", "body", "按月交。"),
        ("答", "body", "交到支部。"),
    ]


def test_a_heading_of_the_user_ends_a_turn() -> None:
    lecture = with_roles("甲：你来了？\n过去\n那时很苦。", "甲", lines=(LineRule("过去", "heading", 1),))
    assert told(lecture) == [("甲", "你来了？"), (None, "过去"), (None, "那时很苦。")]


def test_a_label_at_the_head_of_a_broken_line_begins_a_paragraph() -> None:
    text = (
        "甲：我们村的路修好了以后大家都很高兴从此再也不用\n踩泥巴了孩子们上学也方便多了老人看病再也不愁路\n"
        "难走外面的客商也愿意来了产业慢慢地兴旺起来我们\n乙：这都是党的政策好大家心里都记着这份恩情从来没\n"
        "有忘记过我们要把日子过得更红火一代一代传下去让\n子孙后代都过上好日子永远跟党走\n"
    )
    lecture = parse(document(text), frozenset({"甲", "乙"}))
    assert [role for role, _ in told(lecture)] == ["甲", "乙"]
    assert told(lecture)[0][1].endswith("我们")


def test_a_label_may_come_before_a_pause_and_a_reading() -> None:
    lecture = parse(document("甲：[读作 chóng qìng]重庆[/读作]好。[停顿 1秒]真好。\n乙：是。"), frozenset({"甲"}))
    first, second, third = sentences(lecture)
    assert (first.role, first.written, first.pause_after_ms) == ("甲", "重庆好。", 1000)
    assert [(pin.start, pin.end) for pin in first.pins] == [(0, 1), (1, 2)]
    assert (second.role, second.written) == ("甲", "真好。")
    assert third.role is None


def test_the_closing_is_the_narrators_where_there_is_one() -> None:
    talk = "甲：你来了？\n乙：来了。\n谢谢大家！"
    assert told(parse(document(talk), frozenset({"甲", "乙"})))[-1] == ("乙", "谢谢大家！")
    framed = f"今天我们先听一段对话，大家听完了想一想。\n{talk}"
    last = sentences(parse(document(framed), frozenset({"甲", "乙"})))[-1]
    assert (last.role, last.kind, last.written) == (None, "closing", "谢谢大家！")


def test_lines_as_they_are_have_no_roles() -> None:
    script = replace(document("甲：你来了？"), sidecar=Sidecar("讲稿.txt.toml", "0", roles=(("甲", "zf_xiaobei"),)))
    assert told(parse_lines(script)) == [(None, "甲：你来了？")]
