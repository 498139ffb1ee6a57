import pytest
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture
from dangke_audio.parsing import parse

BODY = "大家好！今天我和大家一起学习。\n一、学习\n要认真学习。"


def parsed(head: str) -> Lecture:
    return parse(document(f"{head}\n{BODY}"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("讲稿:新时代党员的责任和担当\n同志们:", "新时代党员的责任和担当"),
        ("党课：牢记“三个务必”\n党课：牢记“三个务必”\n同志们：", "牢记“三个务必”"),
        ("【微党课】我为群众办实事\n同志们：", "我为群众办实事"),
        ("《我的入党故事》\n同志们：", "我的入党故事"),
        ("学习贯彻党的二十大精神（全文）\n同志们：", "学习贯彻党的二十大精神"),
        ("党课讲稿\n争做合格党员\n同志们：", "争做合格党员"),
        ("决胜全面建成小康社会\n夺取新的伟大胜利\n同志们：", "决胜全面建成小康社会 夺取新的伟大胜利"),
        ("入党为了什么？\n同志们：", "入党为了什么？"),
        ("第三讲 坚持党的领导\n同志们：", "第三讲 坚持党的领导"),
        ("下载\n打印\n争做合格党员\n同志们：", "争做合格党员"),
    ],
)
def test_titles_in_all_their_dress(head: str, title: str) -> None:
    lecture = parsed(head)
    assert lecture.title == title
    assert lecture.sections[0].sentences[0].written == title
    assert [s.kind for s in lecture.sections[0].sentences].count("title") == 1
    assert lecture.sections[1].heading == "一、学习"


@pytest.mark.parametrize("head", ["同志们：", "大家早上好！", "今天天气很好，我们来上课。", "一、前言\n前言写在这里。"])
def test_without_a_title_there_is_none(head: str) -> None:
    lecture = parsed(head)
    assert lecture.title is None
    assert [f.code for f in lecture.findings] == ["no-title"]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("习近平", "习近平"),
        ("张 三", "张 三"),
        ("某某县委书记　李四", "某某县委书记　李四"),
        ("（镇党委书记 王小五）", "镇党委书记 王小五"),
        ("中共某某县委党校", "中共某某县委党校"),
        ("主讲人：欧阳明", "欧阳明"),
        ("作者：赵六", "赵六"),
        ("宣讲人: 村支部书记 钱七", "村支部书记 钱七"),
    ],
)
def test_speakers(line: str, speaker: str) -> None:
    lecture = parsed(f"争做合格党员\n{line}\n同志们：")
    assert lecture.speaker == speaker
    assert [(o.reason, o.text) for o in lecture.omitted] == [("speaker", line)]
    assert lecture.title == "争做合格党员"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（2017年10月18日）", "2017年10月18日"),
        ("2024年6月", "2024年6月"),
        ("二○二四年七月一日", "二○二四年七月一日"),
        ("2024.7.1", "2024.7.1"),
        ("2023年4月16日(星期日)", "2023年4月16日"),
        ("时间：2024年6月28日 上午9:00", "2024年6月28日"),
        ("时间:2023-07-04 党课讲稿 我要投稿", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    lecture = parsed(f"争做合格党员\n{line}\n同志们：")
    assert lecture.date == date
    assert [(o.reason, o.text) for o in lecture.omitted] == [("date", line)]


def test_subtitle_and_place() -> None:
    lecture = parsed("争做合格党员\n——在某某镇党课上的讲话\n地点：三楼会议室\n同志们：")
    assert lecture.subtitle == "——在某某镇党课上的讲话"
    assert [(s.kind, s.written) for s in lecture.sections[0].sentences[:2]] == [
        ("title", "争做合格党员"),
        ("title", "——在某某镇党课上的讲话"),
    ]
    assert [o.reason for o in lecture.omitted] == ["place"]


@pytest.mark.parametrize(
    ("start", "salutation"),
    [
        ("同志们：", "同志们："),
        ("尊敬的各位领导、亲爱的同志们！", "尊敬的各位领导、亲爱的同志们！"),
        ("各位党员同志", "各位党员同志"),
        ("各位党员，大家好！", "各位党员，大家好！"),
        ("亲爱的村民朋友们。当前天干物燥，请注意防火。", "亲爱的村民朋友们。"),
        ("各位傳媒界朋友,大家好。今天是歷史性的一天。", "各位傳媒界朋友,大家好。"),
        ("同志们：今天我们上一堂党课。", "同志们："),
        ("编者按：这是一篇讲稿。\n父老乡亲们：", "父老乡亲们："),
    ],
)
def test_salutations(start: str, salutation: str) -> None:
    lecture = parsed(f"争做合格党员\n{start}")
    assert lecture.salutation == salutation
    spoken = [s for s in lecture.sections[0].sentences if s.kind == "salutation"]
    assert [s.written for s in spoken] == [salutation]
    assert spoken[0].ends_paragraph


def test_a_salutation_inside_the_text_stays_in_the_text() -> None:
    lecture = parse(document("题目在此\n同志们：\n开头的话。\n一、学习\n同志们！我们要学习。\n各位代表：\n还要实践。"))
    assert lecture.salutation == "同志们："
    assert {s.kind for s in lecture.sections[1].sentences} == {"heading", "body"}


def test_a_date_at_the_end_is_not_read() -> None:
    lecture = parse(document("全体党员：\n请准时参加会议。\n某某村党支部\n2024年7月1日"))
    assert lecture.date == "2024年7月1日"
    assert [o.text for o in lecture.omitted] == ["2024年7月1日"]


def test_a_title_in_brackets_is_taken_off_the_first_paragraph() -> None:
    lecture = parse(document("【什么是主题党日】主题党日是党员参加组织生活的日子，每月一次。\n一、由来\n由来已久。"))
    assert lecture.title == "什么是主题党日"
    assert lecture.sections[0].sentences[1].written.startswith("主题党日是")


def test_time_and_place_of_a_notice_are_its_message() -> None:
    text = "关于召开村民大会的通知\n时间：2024年3月5日上午9点\n地点：村委会会议室\n参加人员：全体党员\n请大家准时参加，不要迟到。\n"
    lecture = parse(document(text))
    assert [sentence.written for sentence in lecture.sections[0].sentences][1:4] == text.splitlines()[1:4]
    assert lecture.omitted == ()


def test_a_name_set_wide_is_the_speaker_and_a_list_of_names_is_text() -> None:
    assert parse(document("乡村振兴之路\n王 大 力\n同志们：\n今天讲课。")).speaker == "王 大 力"
    listed = parse(document("清洁工作安排\n村民代表：张三 李四 王五\n大家要配合，把工作做好。"))
    assert listed.speaker is None
    assert "张三 李四 王五" in "".join(s.written for section in listed.sections for s in section.sentences)


def test_the_kind_of_a_paper_is_no_second_line_of_its_title() -> None:
    lecture = parse(document("停电通知--柳林村\n发布时间:2024-03-04 10:47:40\n通 知\n3月5日停电，请大家做好准备。\n"))
    assert lecture.title == "停电通知--柳林村"
    assert parse(document("通 知\n全体村民：\n3月5日停电，请大家做好准备。\n")).title == "通 知"


def test_a_title_that_is_said_twice_is_known_below_the_name_of_a_page() -> None:
    head = (
        "公文写作 党建材料 心得体会 工作总结\n凝心聚力促发展\n发布时间：2023-05-06 浏览：356\n凝心聚力促发展\n同志们："
    )
    lecture = parsed(head)
    assert lecture.title == "凝心聚力促发展"
    assert [o.reason for o in lecture.omitted if o.text == "凝心聚力促发展"] == ["title-repeated"]
    said = [sentence.written for sentence in lecture.sections[0].sentences]
    assert "公文写作 党建材料 心得体会 工作总结" in said
