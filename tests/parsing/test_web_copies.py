"""Scripts as they are copied from web pages: what the page put around them is not read, what looks like it is."""

import pytest
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture
from dangke_audio.parsing import parse

BODY = "今天我们一起学习新修订的村规民约，请大家对照自己找一找差距，有什么想法都可以提出来。"


def parsed(text: str) -> Lecture:
    return parse(document(text))


def spoken(lecture: Lecture) -> str:
    return "\n".join(sentence.written for section in lecture.sections for sentence in section.sentences)


def headings(lecture: Lecture) -> list[str | None]:
    return [section.heading for section in lecture.sections if section.heading]


@pytest.mark.parametrize(
    "line",
    [
        "（未完，全文共3120字，当前显示800字）",
        "……(某某秘书网省略600字，正式会员可完整阅读)",
        "(未完,全文共925字,當前僅顯示587字,請閱讀下面提示信息。",
        "预览结束，免费获取全文请扫码！",
        "- 1、本文档由用户上传，某某文库整理发布，可阅读全部内容。",
        "版权说明：本文档由用户提供并上传，收益归属内容提供方",
        "- 25.6 KB",
        "作文网为你提供致全体村民的一封信",
        "请欣赏村干部述职报告（精选5篇），由某某网整理，希望能够帮助到大家。",
        "某某作文网 > 书信",
        "您的当前位置:首页正文",
        "跳到主要內容區塊",
        "簡體版 英文版 寄給朋友 政府新聞網",
        "购物车",
        "返 回",
        "王小明/綜合報導",
        "某某電視/綜合報導 影音編輯/網路組",
        "【责编 王芳】",
        "图片2.jpg",
        "【上一篇】敬老院致辞",
        "注：更多精彩文章请关注某某专题",
        "投稿人:佚名 发布时间:2014/10/23 会员申请 全文2187字",
        "2010年08月10日 11时20分来源:《某某报》作者:张三",
    ],
)
def test_what_a_page_puts_around_a_script_is_not_read(line: str) -> None:
    lecture = parsed(f"{BODY}\n{line}\n{BODY}")
    assert line not in spoken(lecture)
    assert line in [omission.text for omission in lecture.omitted]


@pytest.mark.parametrize(
    "line",
    [
        "本站服务质量全年第一。",
        "便民服务站为您提供代办服务。",
        "如对文件内容有疑问，请咨询村委会。",
        "下载软件前请核对名称。",
        "我把这些材料整理出来，供大家参考。",
        "活动室仅供会员使用。",
        "付费前先打电话问一问。",
        "第三方网站为你提供的链接不要点。",
    ],
)
def test_sentences_that_only_look_like_it_are_read(line: str) -> None:
    assert line in spoken(parsed(f"{BODY}\n{line}\n{BODY}"))


def test_the_title_stands_below_the_buttons() -> None:
    lecture = parsed(f"簡體版 英文版 寄給朋友 政府新聞網\n主任在敬老晚宴致辭(附圖/短片)\n*****\n各位嘉賓：\n{BODY}")
    assert (lecture.title, lecture.salutation) == ("主任在敬老晚宴致辭", "各位嘉賓：")


def test_the_issues_before_and_after_are_not_read() -> None:
    lecture = parsed(
        "某地第七任会长就职演说\n第六任会长就职演说 某地第七任会长就职演说\n会长 王大明\n1984年5月20日\n"
        f"第八任会长就职演说\n各位来宾：\n{BODY}"
    )
    assert lecture.title == "某地第七任会长就职演说"
    assert "第六任" not in spoken(lecture)
    assert "第八任" not in spoken(lecture)


def test_a_second_line_of_a_title_is_no_other_issue() -> None:
    lecture = parsed(f"关于2023年村务工作的\n2024年第三季度报告\n各位村民：\n{BODY}")
    assert lecture.title == "关于2023年村务工作的2024年第三季度报告"


def test_a_wiki_marks_its_headings() -> None:
    lecture = parsed(f"告全村同胞書\n要旨[编辑]\n{BODY}\n本文[編輯]\n{BODY}")
    assert headings(lecture) == ["要旨", "本文"]
    assert "编辑" not in spoken(lecture)


def test_the_law_that_a_library_quotes_is_not_read() -> None:
    lecture = parsed(
        f"告全國同胞書\n{BODY}\n中華民國《著作權法》:\n第九條(著作權標的之限制)\n下列各款不得為著作權之標的:\n一、憲法、命令或公文\n前項第一款所稱公文，包括講稿。"
    )
    assert "著作權" not in spoken(lecture)
    assert "憲法" not in spoken(lecture)
    assert BODY in spoken(lecture)


def test_each_of_several_texts_has_its_heading() -> None:
    lecture = parsed(f"敬老倡议书 篇1\n各位老师：\n{BODY}\n敬老倡议书 篇2\n{BODY}")
    assert headings(lecture) == ["敬老倡议书 篇1", "敬老倡议书 篇2"]


def test_an_outline_above_the_salutation_is_a_table_of_contents() -> None:
    lecture = parsed(f"目录/提纲：……\n一、认清形势\n二、明确任务\n……\n同志们：\n{BODY}")
    assert headings(lecture) == []
    assert lecture.salutation == "同志们："
    assert [o.text for o in lecture.omitted if o.reason == "contents"] == [
        "目录/提纲：……",
        "一、认清形势",
        "二、明确任务",
    ]


def test_an_outline_without_salutation_behind_it_stays() -> None:
    lecture = parsed(f"目录\n一、认清形势\n{BODY}\n二、明确任务\n{BODY}")
    assert headings(lecture) == ["一、认清形势", "二、明确任务"]


def test_who_wrote_is_said_at_the_head_and_is_the_pages_at_the_end() -> None:
    below = parsed(f"村里的变化\n{BODY}\n{BODY}\n作者：李明")
    assert "李明" not in spoken(below)
    assert parsed(f"村里的变化\n作者：李明\n{BODY}\n{BODY}\n{BODY}").speaker == "李明"


def test_dates_with_a_second_calendar_and_a_place_are_dates() -> None:
    lecture = parsed(f"告全省同胞書\n作者：李明\n中華民國47年(1958年)10月25日于臺北市\n{BODY}\n{BODY}")
    assert "1958" not in spoken(lecture)
    assert lecture.date == "中華民國47年(1958年)10月25日"


@pytest.mark.parametrize(
    "words",
    [
        "未经许可，不得转发涉密文件。",
        "转载他人文章要注明出处，这是起码的规矩。",
        "版权所有者的权利受法律保护。",
        "让我们为他们点个赞！",
        "关注我们的村庄，从今天做起。",
        "小编今天带来的故事很感人，大家都记住了。",
        "记者：请问您为什么这样坚持",
    ],
)
def test_sentences_of_a_lecture_that_speak_of_such_things_are_read(words: str) -> None:
    text = (
        f"乡村振兴宣讲稿\n同志们：\n今天我们来讲一讲乡村振兴的事情，请大家认真听。\n{words}\n我们村这几年变化很大。\n"
    )
    lecture = parse(document(text))
    assert words in [sentence.written for section in lecture.sections for sentence in section.sentences]
