import pytest
from tests.support.documents import document

from dangke_audio.parsing.boilerplate import leave_out
from dangke_audio.parsing.wrapping import rejoin


def parted(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    kept, omitted = leave_out(rejoin(document(text).paragraphs))
    return [line.text for line in kept], [(omission.reason, omission.text) for omission in omitted]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("如若转载,请注明出处:https://www.example.com/55.html", "copyright"),
        ("版权归原作者所有，如有侵权请联系删除。", "copyright"),
        ("未经授权，不得转载。", "copyright"),
        ("https://www.example.com/a?b=1", "url"),
        ("原文链接：http://example.com/1", "url"),
        ("来源：某某日报", "source"),
        ("（来源：某某网）", "source"),
        ("责任编辑：王五 审核：赵六", "source"),
        ("阅读量：1.2万", "source"),
        ("某某作报告。本报记者 张三 李四 摄", "caption"),
        ("当前位置：首页 > 党课 > 讲稿", "navigation"),
        ("首页 › 党建 › 党课 › 正文", "navigation"),
        ("上一篇：做合格党员", "navigation"),
        ("打印 收藏 关闭", "navigation"),
        ("【字号：", "navigation"),
        ("加大", "navigation"),
        ("- 3 -", "page-number"),
        ("第3页 共12页", "page-number"),
        ("12", "page-number"),
        ("********", "ornament"),
        ("长按识别二维码关注我们", "advert"),
        ("点击上方蓝字关注我们", "advert"),
        ("更多精彩内容请关注我们", "advert"),
        ("公文汇 www.gongwen.com", "advert"),
        ("剩余部分需开通会员后阅读", "paywall"),
        ("全文完", "ornament"),
        ("2023-05-06 08:30 来源：某某网 作者：佚名", "source"),
        ("第 3 页 / 共 12 页", "page-number"),
        ("首页 上一页 1 2 3 下一页 尾页", "navigation"),
        ("将本文的Word文档下载到电脑，方便收藏和打印", "advert"),
        ("下面是小编为大家整理的党课讲稿，欢迎阅读", "advert"),
        ("党课讲稿精选.docx", "advert"),
        ("本作品在当地属于公有领域", "copyright"),
        ("《党课》全文内容当前网页未完全显示，请访问下一页", "paywall"),
        ("还剩5页未读", "paywall"),
    ],
)
def test_lines_that_are_no_lecture(line: str, reason: str) -> None:
    kept, omitted = parted(f"我们要学习。\n{line}\n我们要实践。")
    assert omitted == [(reason, line)]
    assert kept == ["我们要学习。", "我们要实践。"]


@pytest.mark.parametrize(
    "line",
    [
        "我们要加大投入力度。",
        "未经批准不得擅自离岗。",
        "来源于实践，又高于实践。",
        "请大家登录www.12371.cn学习。",
        "1958年，我们村成立了第一个党支部",
        "中央領導人來到(立法會),與議員交流。",
        "（一）加强领导",
        "更多群众欢迎这项政策，大家请放心",
        "时间：2024年7月1日上午9时",
        "| 项目 | 内容 |",
        "图书室里坐满了人",
        "请扫描墙上的二维码登记",
        "剩余的农产品由会员统一购买。",
        "《党章》（2022年修订）是根本大法。",
        "***总书记强调",
        "国发[2023]1号文件要求如下：",
        "请大家关注天气变化。",
        "每户需要缴纳50元卫生费。",
        "地址：村委会二楼会议室",
        "以上就是我为大家讲的全部内容，谢谢！",
        "12345",
        "（笑声是最好的良药）",
        "姓名：张三 单位：清河村",
    ],
)
def test_needed_words_stay(line: str) -> None:
    assert parted(line) == ([line], [])


def test_an_advert_is_cut_off_a_line_once_its_site_is_known() -> None:
    kept, omitted = parted("同志们: 公文汇,办公之家\n公文汇 www.gongwen.com\n我们要学习公文汇编。\n(一)学历史 公文汇")
    assert kept == ["同志们:", "我们要学习公文汇编。", "(一)学历史"]
    assert [reason for reason, _ in omitted] == ["advert"] * 3


def test_stage_notes_and_footnotes_are_cut_out() -> None:
    kept, omitted = parted(
        "这是伟大的成就[1]。（热烈的掌声）我们要继续（在党的领导下）努力！(国语、粤语)\n[1] 参见《简史》第3页。\n[2] 另起一段。"
    )
    assert kept == ["这是伟大的成就。我们要继续（在党的领导下）努力！", "[2] 另起一段。"]
    assert omitted == [
        ("footnote-mark", "[1]"),
        ("stage-note", "（热烈的掌声）"),
        ("stage-note", "(国语、粤语)"),
        ("footnote", "[1] 参见《简史》第3页。"),
    ]


def test_lines_that_come_on_every_page_are_headers() -> None:
    page = "某某党校讲义\n我们要认真学习，\n"
    kept, omitted = parted("题目在此\n" + page * 3)
    assert kept == ["题目在此", *["我们要认真学习，"] * 3]
    assert omitted == [("page-header", "某某党校讲义")] * 3


def test_a_header_on_top_of_the_text_is_its_title() -> None:
    page = "某某党校讲义\n我们要认真学习。\n"
    kept, omitted = parted(page * 3)
    assert kept == ["某某党校讲义", *["我们要认真学习。"] * 3]
    assert omitted == [("page-header", "某某党校讲义")] * 2


def test_equal_headings_are_no_headers() -> None:
    text = "题目在此\n开头的话。\n" + "加强学习\n我们要认真学习。\n" * 3 + "一、落实\n要真抓。\n" * 3
    assert parted(text)[1] == []


def test_a_page_break_inside_a_sentence_is_mended() -> None:
    text = "我们要坚持党的全面领导，坚持以人民为\n- 3 -\n中心，走自己的路。\n— 4 —\n要坚持— 5 —真抓实干。"
    kept, omitted = parted(text)
    assert kept == ["我们要坚持党的全面领导，坚持以人民为中心，走自己的路。", "要坚持真抓实干。"]
    assert [text for _, text in omitted] == ["- 3 -", "— 4 —", "— 5 —"]


def test_lists_behind_the_text_are_left_out() -> None:
    text = (
        "要学习。\n" * 9
        + "参考文献\n[1] 张三. 党建研究[M]. 2020.\n[2] 李四. 论学习. 2021.\n谢谢大家。\n相关文章：\n党课讲稿一05-06\n党课讲稿二"
    )
    kept, omitted = parted(text)
    assert kept == [*["要学习。"] * 9, "谢谢大家。"]
    assert [reason for reason, _ in omitted] == ["footnote"] * 3 + ["navigation"] * 3


def test_an_arrow_before_a_sentence_is_no_navigation() -> None:
    kept, omitted = parted("→ 第一，我们要学习。\n")
    assert omitted == []
    assert "第一，我们要学习。" in kept[0]
