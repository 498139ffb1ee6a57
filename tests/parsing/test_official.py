import pytest
from tests.support.documents import document

from dangke_audio.parsing import parse
from dangke_audio.parsing.official import leave_out_official
from dangke_audio.parsing.wrapping import rejoin


def parted(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    kept, omitted = leave_out_official(rejoin(document(text).paragraphs))
    return [line.text for line in kept], [(omission.reason, omission.text) for omission in omitted]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("000012", "official-copy-number"),
        ("秘密★5年", "official-secrecy"),
        ("机密", "official-secrecy"),
        ("特急", "official-urgency"),
        ("加 急", "official-urgency"),
        ("某某镇人民政府文件", "official-issuer"),
        ("签发人：王　五", "official-signer"),
    ],
)
def test_the_frame_above_a_title(line: str, reason: str) -> None:
    kept, omitted = parted(f"{line}\n某政发〔2024〕5号\n关于防火的通知\n要防火。")
    assert kept == ["关于防火的通知", "要防火。"]
    assert [found for found, _ in omitted] == [reason, "official-number"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("×委办〔2024〕5号", "official-number"),
        ("（国发[2021]1号）", "official-number"),
        ("某政办发〔2023〕12号　　签发人：李　明", "official-number"),
        ("抄送：县人大常委会办公室，县政协办公室。", "official-copies"),
        ("某某县委办公室　　　2024年3月1日印发", "official-printed"),
        ("共印30份", "official-printed"),
        ("（此件公开发布）", "official-release"),
    ],
)
def test_the_frame_wherever_it_stands(line: str, reason: str) -> None:
    assert parted(f"关于防火的通知\n要防火。\n{line}")[1] == [(reason, line.strip())]


@pytest.mark.parametrize(
    "line",
    [
        "000012",
        "特急",
        "根据国发〔2021〕1号文件，现通知如下。",
        "2023年6月30日",
        "联系人：张三，电话：0551-1234567",
        "这份文件要抄送各单位。",
        "我们学习中央一号文件",
    ],
)
def test_elsewhere_the_same_words_are_read(line: str) -> None:
    assert parted(f"关于防火的通知\n要防火。\n{line}") == (["关于防火的通知", "要防火。", line], [])


def test_copies_may_go_on_over_lines() -> None:
    kept, omitted = parted("要防火。\n抄送：县委办公室，县人大常委会办公室，\n县政府办公室，县政协办公室。\n完毕。")
    assert kept == ["要防火。", "完毕。"]
    assert [reason for reason, _ in omitted] == ["official-copies"] * 2


def test_the_title_of_the_document_that_is_handed_out_is_a_heading() -> None:
    lecture = parse(
        document(
            "某市人民政府关于印发《乡村振兴实施方案》的通知\n各区县人民政府：\n请认真执行。\n某市人民政府\n"
            "2023年4月20日\n乡村振兴实施方案\n为推进乡村振兴，制定本方案。\n一、总体要求\n坚持农业农村优先发展。"
        )
    )
    assert lecture.salutation == "各区县人民政府："
    assert [(s.level, s.heading) for s in lecture.sections][1:] == [(1, "乡村振兴实施方案"), (1, "一、总体要求")]
    assert [(o.reason, o.text) for o in lecture.omitted] == [("date", "2023年4月20日")]


@pytest.mark.parametrize(
    "line",
    ["主题词：乡村振兴是我们共同的事业。", "发送范围：各村民小组。", "校对：名单以公布的为准。", "打印：每页两角。"],
)
def test_words_of_a_notice_are_no_foot(line: str) -> None:
    assert parted(f"关于复印的通知\n{line}\n请大家知道。") == (["关于复印的通知", line, "请大家知道。"], [])
    _, omitted = parted(f"某政发〔2024〕5号\n关于防火的通知\n要防火。\n{line}")
    assert line in [text for _, text in omitted]
