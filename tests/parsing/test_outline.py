from tests.support.documents import document

from dangke_audio.parsing import parse
from dangke_audio.parsing.salutation import is_closing


def findings(text: str) -> list[tuple[str, str, int | None]]:
    lecture = parse(document(f"题目在这里\n{text}"))
    return [(f.severity, f.code, f.location.line if f.location else None) for f in lecture.findings]


def test_a_heading_without_text_is_kept_and_reported() -> None:
    assert findings("一、学习\n要学习。\n二、实践") == [("warning", "heading-without-body", 4)]
    assert findings("一、学习\n（一）理论\n要学习。") == []
    assert findings("一、学习\n一要学。学而时习之，不亦说乎。\n二要干。干在实处，走在前列。") == []


def test_a_heading_that_breaks_off_is_reported() -> None:
    assert findings("一、在学习上下功夫,\n要学习。") == [("warning", "heading-truncated", 2)]


def test_missing_numbers_are_noted() -> None:
    assert findings("一、学习\n话。\n三、实践\n话。") == [("info", "numbering-gap", 4)]
    assert findings("一、甲事\n（一）乙事\n话。\n（二）丙事\n话。\n二、丁事\n（一）戊事\n话。") == []


def test_pictures_are_noted() -> None:
    assert findings("🎉我们要学习✅。") == [("info", "pictures", 2)]


def test_the_rest_of_a_run_in_paragraph_follows_its_heading() -> None:
    lecture = parse(document("题目在这里\n一要学习。学习很重要。\n二要实践。实践出真知。\n另起一段。"))
    section = lecture.sections[2]
    assert [(s.kind, s.written, s.ends_paragraph) for s in section.sentences] == [
        ("heading", "二要实践。", False),
        ("body", "实践出真知。", True),
        ("body", "另起一段。", True),
    ]
    assert section.sentences[1].location.line == 3
    assert section.sentences[1].location.excerpt == "实践出真知。"


def test_the_closing() -> None:
    lecture = parse(document("题目在这里\n谢谢大家来听课，今天我们开始讲。\n我的汇报完了。谢谢大家！"))
    assert [s.kind for s in lecture.sections[0].sentences] == ["title", "body", "closing", "closing"]


def test_a_table_of_contents_is_not_read_twice() -> None:
    lecture = parse(document("目录\n一、学习……1\n二、实践……2\n题目在这里\n一、学习\n要学习。\n二、实践\n要实践。"))
    assert [s.heading for s in lecture.sections] == [None, "一、学习", "二、实践"]
    assert [o.reason for o in lecture.omitted] == ["contents"] * 3
    assert lecture.title == "题目在这里"


def test_an_empty_script_has_no_sections() -> None:
    assert parse(document("")).sections == ()


def test_closings_and_sentences_that_only_look_like_one() -> None:
    for sentence in (
        "谢谢大家！",
        "最后，谢谢各位领导的聆听。",
        "我的党课就讲到这里，不妥之处请批评指正。",
        "以上就是我的发言，谢谢！",
        "再见！",
    ):
        assert is_closing(sentence), sentence
    for sentence in (
        "感谢党的好政策让我们富起来。",
        "谢谢大家来听课，今天开始讲。",
        "我们的学习永远在路上。",
        "让我们一起努力！",
    ):
        assert not is_closing(sentence), sentence
