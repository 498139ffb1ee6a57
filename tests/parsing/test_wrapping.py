import textwrap

from tests.support.documents import document

from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceParagraph
from dangke_audio.parsing.wrapping import rejoin

PARAGRAPHS = [
    "按照省、市、县委主题教育计划和党支部联系点建设相关要求，今天与在座的各位党员一起学思想，强党性，重实践，建新功，认真上好这一堂党课。",
    "一、在学懂弄通做实党的方针政策上下功夫，当好政策法规的宣传员和讲解员",
    "党的事业根基在基层，关键在干部。我们基层党员干部是国家各项方针政策的具体执行者，政策宣传是政策执行的重要环节，大家一定要重视。",
]


def broken(width: int, indent: str = "") -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(indent + paragraph, width, drop_whitespace=False)) for paragraph in PARAGRAPHS
    )


def texts(source: str) -> list[str]:
    return [line.text for line in rejoin(document(source).paragraphs)]


def test_lines_broken_at_a_width_are_whole_again() -> None:
    assert texts(broken(20)) == PARAGRAPHS


def test_where_paragraphs_are_indented_the_indent_decides() -> None:
    assert texts(broken(20, "\u3000\u3000")) == PARAGRAPHS


def test_a_sentence_knows_the_line_it_came_from() -> None:
    first = rejoin(document(broken(20)).paragraphs)[0]
    assert first.location(0).line == 1
    assert first.location(25).line == 2
    assert first.location(25).excerpt == first.text[25:37]


def test_paragraphs_that_are_whole_stay_apart() -> None:
    source = "\n".join(f"第{n}段的话说完了。" * (n % 3 + 1) for n in range(12))
    assert len(texts(source)) == 12


def test_a_break_inside_a_line_is_undone_where_the_sentence_goes_on() -> None:
    source = document("随着时代的\n进步。\n第二行。")
    same_line = [
        type(p)(p.text, type(p.location)(p.location.path, 1 if n < 2 else 2, p.location.excerpt))
        for n, p in enumerate(source.paragraphs)
    ]
    assert [line.text for line in rejoin(same_line)] == ["随着时代的进步。", "第二行。"]


def test_a_line_that_lost_its_trailing_blank_goes_on() -> None:
    lines = [f"这是第{n}条要点的内容 " for n in range(25)]
    lines[10] = "这一条是毛泽东思"
    assert texts("\n".join(lines))[10] == "这一条是毛泽东思这是第11条要点的内容"


def test_paragraphs_of_word_are_whole_though_of_equal_width() -> None:
    texts = [f"第{n}段话正好一样宽大家看看是不是这样子的情况呢" for n in "甲乙丙丁戊己庚辛"]
    paragraphs = tuple(
        SourceParagraph(text, Location("讲稿.docx", paragraph=n)) for n, text in enumerate(texts, start=1)
    )
    assert [line.text for line in rejoin(paragraphs)] == texts


def test_paragraphs_of_equal_width_that_all_end_stay_apart() -> None:
    text = "\n".join(f"第{n}条规定大家一定都要牢牢地记在自己的心里面。" for n in "甲乙丙丁戊己庚辛")
    assert len(rejoin(document(text).paragraphs)) == 8
