import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture
from dangke_audio.parsing import parse, parse_lines
from dangke_audio.reading import read

SEED = Path(__file__).parents[2] / "seeds" / "000_e140869088638101.txt"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

# What scripts are made of, in any order.
LINES = (
    "讲稿：新时代党员的责任和担当",
    "新时代党员的责任和担当",
    "——在某某镇党课上的讲话",
    "（2024年6月30日）",
    "张三",
    "中共某某县委书记 李四",
    "主讲人：王五",
    "同志们：",
    "各位领导，大家好！今天我们上一堂党课。",
    "当前位置：首页 > 党课 > 讲稿",
    "下载",
    "公文汇 www.gongwen.com",
    "一、提高认识 公文汇，公文之家",
    "一、提高政治站位",
    "（一）加强学习。要读原著、学原文、悟原理。",
    "（二）落实责任",
    "1.严格要求；",
    "2. 真抓实干：干部要带头，群众要参与。",
    "①学习",
    "一要学习理论。理论是行动的先导。",
    "二要联系群众。群众是真正的英雄。",
    "首先，大家要明白。道理很简单。",
    "第一章 总则",
    "【什么是党课】“党课”是对党员进行教育的一种形式，大家都要认真听。",
    "***总书记强调，“江山就是人民，人民就是江山。”这句话很深刻（掌声）。",
    "我们村2024年收入2.35万元[1]，比上年增长8.5%。",
    "| 项目 | 内容 |",
    "*****",
    "如若转载，请注明出处：https://www.example.com/1.html",
    "没有写完的一行",
    "还有，",
    "谢谢大家！",
    "📌\u200b一是\ue0b1坚持。要坚持下去，不要松劲，直到最后胜利。",
    "  　缩进的一行。",
    "- 3 -",
    "000012",
    "机密★1年",
    "中共某某县委办公室文件",
    "某委办〔2024〕5号　　签发人：李　明",
    "关于做好2024年防火工作的",
    "各乡镇党委、县直各单位：",
    "附件：1. 任务清单",
    "附件1",
    "抄送：县人大常委会办公室，县政协办公室。",
    "某某县委办公室　　2024年3月1日印发",
    "甲：你来了吗？",
    "乙：我来了。",
    "主持人：请坐。",
    "[停顿 2秒]",
    "我们在[读作 chóng qìng]重庆[/读作]讲[停顿 半秒]三件事。",
    "[不读]内部说明，共 3 条。[/不读]接着读。",
    "[不读]没有结束的一行。",
    "到此为止[/不读]。[读作 abc]重庆[/读作]",
    "问：党费怎么交？",
    "答：按月交到支部，由组织委员收。",
    "一、",
    "（一）",
    "1.",
    "引　言",
    "【申报时间】每年3月1日至4月30日，请到村部登记。",
    "A.选种要选好种子",
    "第一个问题：什么是初心",
    "Ⅱ. 方法 Methods",
    "Good morning, how are you today? Thank you very much.",
    "2023-05-06 08:30 来源：某某网 作者：admin 点击：356次",
    "我们要坚持— 12 —党的领导，登录www.12371.cn学习第3课PPT。",
    "参考文献",
    "[1] Zhang San. Party Building[M]. 2020.",
    "目录",
    "一、提高政治站位……3",
    "某某党校2024年讲义",
    "为什么要学习ABC？怎么学3D？",
)


def signs(text: str) -> Counter[str]:
    """Every Han character, digit and Latin letter."""
    return Counter(re.sub(r"[^\u3400-\u9fff0-9０-９A-Za-zＡ-Ｚａ-ｚ]", "", text))


def spoken(lecture: Lecture) -> str:
    return "".join(sentence.written for section in lecture.sections for sentence in section.sentences)


def check_promises(lecture: Lecture, source: str) -> None:
    """The contract of a lecture, whatever the script."""
    assert signs(source) == signs(spoken(lecture) + "".join(omission.text for omission in lecture.omitted))
    numbers = [section.number for section in lecture.sections]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    for section in lecture.sections:
        assert section.sentences
        assert (section.heading is None) == (section.number == 0)
        assert not section.run_in or section.level == 3
        if section.heading is not None:
            assert section.sentences[0].written == section.heading
            assert section.sentences[0].kind == "heading"
        for sentence in section.sentences:
            assert 0 < len(sentence.written) <= 100
            assert sentence.written == sentence.written.strip()
        assert section.sentences[-1].ends_paragraph
    if lecture.title is not None:
        assert lecture.sections[0].sentences[0].written == lecture.title
        assert lecture.sections[0].sentences[0].kind == "title"


def test_the_seed() -> None:
    lecture = parse(read(SEED))
    check_promises(lecture, SEED.read_text("utf-8"))
    assert lecture.title == "新时代党员的责任和担当"
    assert lecture.salutation == "同志们:"
    assert [(s.number, s.level, s.run_in, s.heading) for s in lecture.sections] == [
        (0, 1, False, None),
        (1, 1, False, "一、在学懂弄通做实党的方针政策上下功夫,当好政策法规的“宣传员”"),
        (2, 3, True, "一方面,要强化学习意识,准确把握政策。"),
        (3, 3, True, "另一方面,要利用多种渠道,抓好政策好宣传。"),
        (4, 1, False, "二、在密切联系群众上下功夫,当好党群关系的“联络员”"),
        (5, 3, True, "一要紧跟时代步伐,准确把握群众需求。"),
        (6, 3, True, "二要站稳群众立场,不断增进群众感情。"),
        (7, 3, True, "三要广泛听取意见,畅通群众诉求表达渠道。"),
        (8, 1, False, "三、在助力乡村振兴上下功夫,"),
    ]
    assert [(o.reason, o.location.line) for o in lecture.omitted] == [("title-dress", 1), ("copyright", 15)]
    assert [(f.severity, f.code) for f in lecture.findings] == [
        ("warning", "heading-without-body"),
        ("warning", "heading-truncated"),
    ]
    assert lecture.sections[0].sentences[1].kind == "salutation"
    assert "***总书记曾说过" in lecture.sections[0].sentences[7].written
    assert lecture.sections[2].sentences[1].location.line == 7


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_nothing_is_lost_of_any_script(lines: list[str]) -> None:
    text = "\n".join(lines)
    check_promises(parse(document(text)), text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二、（）()1.第要是首先：，。！？“”《》 \u3000党员同志们讲稿:-", max_size=40), max_size=8
    )
)
def test_nothing_is_lost_of_nonsense(lines: list[str]) -> None:
    text = "\n".join(lines)
    check_promises(parse(document(text)), text)


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_lines_are_one_section_without_outline(lines: list[str]) -> None:
    lecture = parse_lines(document("\n".join(lines)))
    assert [(s.number, s.heading, s.run_in) for s in lecture.sections] == [(0, None, False)]
    assert {omission.reason for omission in lecture.omitted} <= {"author-mark", "author-silent"}
    left_out = "".join(omission.text for omission in lecture.omitted)
    assert signs(spoken(lecture) + left_out) == signs("".join(lines))
    assert bool(left_out) == any(re.search("停顿|不读|读作", line) for line in lines)
    assert all(sentence.kind == "body" for sentence in lecture.sections[0].sentences)


def test_a_document_of_every_part() -> None:
    lecture = parse(
        document(
            "党课：牢记初心使命\n凝聚奋进力量\n——在机关党支部的党课讲稿\n（2024年7月1日）\n县委书记　张三\n"
            "党课：牢记初心使命 凝聚奋进力量\n尊敬的各位领导，同志们：\n大家好！今天讲三个问题。\n"
            "一、为什么讲\n因为重要。\n二、讲什么\n（一）讲历史\n历史是最好的教科书。\n（二）讲未来\n未来属于我们。\n"
            "我的党课就讲到这里，谢谢大家！"
        )
    )
    assert lecture.title == "牢记初心使命 凝聚奋进力量"
    assert lecture.subtitle == "——在机关党支部的党课讲稿"
    assert (lecture.speaker, lecture.date) == ("县委书记　张三", "2024年7月1日")
    assert lecture.salutation == "尊敬的各位领导，同志们："
    assert [(s.level, s.heading) for s in lecture.sections] == [
        (1, None),
        (1, "一、为什么讲"),
        (1, "二、讲什么"),
        (2, "（一）讲历史"),
        (2, "（二）讲未来"),
    ]
    assert lecture.sections[-1].sentences[-1].kind == "closing"
    assert [o.reason for o in lecture.omitted] == ["title-dress", "date", "speaker", "title-repeated"]


def test_without_anything_before_the_first_heading_sections_start_at_one() -> None:
    lecture = parse(document("一、学习\n要学习。\n二、实践\n要实践。"))
    assert [(s.number, s.heading) for s in lecture.sections] == [(1, "一、学习"), (2, "二、实践")]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled documents are not there")
@pytest.mark.parametrize(
    "path", sorted((CORPUS / "docs").glob("*.txt")) if CORPUS.is_dir() else [], ids=lambda p: p.name
)
def test_nothing_is_lost_of_real_documents(path: Path) -> None:
    check_promises(parse(read(path)), path.read_text("utf-8"))


@pytest.mark.parametrize("words", ["面积是120m²。", "体积3m³，", "长10米²。"])
def test_a_raised_figure_behind_a_unit_is_no_footnote(words: str) -> None:
    lecture = parse_lines(document(words))
    assert "".join(sentence.written for sentence in lecture.sections[0].sentences) == words
    parsed = parse(document(f"题目在这里\n{words}\n"))
    assert words in [sentence.written for section in parsed.sections for sentence in section.sentences]


@pytest.mark.parametrize(
    "words", ["我们走过的路（展示了新时代的风貌）很长。", "村民说的是（客家人的话）。", "大家（打开了眼界）都很高兴。"]
)
def test_words_in_brackets_are_no_stage_notes(words: str) -> None:
    parsed = parse(document(f"题目在这里\n{words}\n"))
    assert words in [sentence.written for section in parsed.sections for sentence in section.sentences]
