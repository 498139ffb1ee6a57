import pytest
from tests.support.documents import document

from dangke_audio.model.lecture import Lecture, Sentence
from dangke_audio.parsing import parse, parse_lines


def lecture_of(text: str) -> Lecture:
    return parse_lines(document(text))


def sentences(lecture: Lecture) -> list[Sentence]:
    return [sentence for section in lecture.sections for sentence in section.sentences]


def test_a_pause_ends_the_sentence_and_says_how_long() -> None:
    first, second = sentences(lecture_of("请看大屏幕[停顿 2秒]，我们接着讲。"))
    assert (first.written, first.pause_after_ms, first.ends_paragraph) == ("请看大屏幕", 2000, False)
    assert (second.written, second.pause_after_ms, second.ends_paragraph) == ("，我们接着讲。", None, True)


@pytest.mark.parametrize(
    ("mark", "length_ms"),
    [
        ("[停顿 2秒]", 2000),
        ("［停顿：1.5 秒］", 1500),
        ("【停顿 800毫秒】", 800),
        ("[停頓 半秒]", 500),
        ("[停顿 两秒钟]", 2000),
        ("[停顿3]", 3000),
        ("[停顿]", 1000),
    ],
)
def test_lengths_as_people_write_them(mark: str, length_ms: int) -> None:
    (sentence,) = sentences(lecture_of(f"大家好。{mark}"))
    assert (sentence.written, sentence.pause_after_ms) == ("大家好。", length_ms)


def test_a_pause_on_a_line_of_its_own_stands_behind_the_line_before() -> None:
    first, second = sentences(lecture_of("大家好。\n[停顿 3秒]\n现在开会。"))
    assert (first.pause_after_ms, second.pause_after_ms) == (3000, None)


def test_a_pause_behind_a_heading_and_a_title() -> None:
    text = "讲稿：测试讲稿的题目[停顿 2秒]\n同志们：\n一、学习[停顿 3秒]\n要学习。\n二、工作\n要工作。"
    pauses = {s.written: s.pause_after_ms for s in sentences(parse(document(text)))}
    assert pauses["测试讲稿的题目"] == 2000
    assert pauses["一、学习"] == 3000
    assert pauses["二、工作"] is None


def test_what_is_marked_silent_is_not_read_over_lines_too() -> None:
    lecture = lecture_of("先看这里。[不读]内部说明。\n还有一段。\n到此[/不读]接着读。")
    assert [sentence.written for sentence in sentences(lecture)] == ["先看这里。", "接着读。"]
    silent = [omission.text for omission in lecture.omitted if omission.reason == "author-silent"]
    assert silent == ["内部说明。", "还有一段。", "到此"]
    assert lecture.findings == ()


def test_a_reading_is_pinned_where_its_words_stand() -> None:
    first, second = sentences(lecture_of("大家好。我们在[读作 chóng qìng]重庆[/读作]的[读作：三零幺]301[/读作]医院。"))
    assert first.pins == ()
    assert [(second.written[pin.start : pin.end], pin.reading) for pin in second.pins] == [
        ("重", "chong2"),
        ("庆", "qing4"),
        ("301", "三零幺"),
    ]


def test_marks_are_listed_and_never_spoken() -> None:
    lecture = lecture_of("在[读作 chong2 qing4]重庆[/读作]。")
    assert [(o.text, o.reason) for o in lecture.omitted] == [
        ("[读作 chong2 qing4]", "author-mark"),
        ("[/读作]", "author-mark"),
    ]


@pytest.mark.parametrize(
    ("line", "kept", "complaint"),
    [
        ("大家好[停顿 两百年]。", "大家好。", "看不懂"),
        ("大家好[停顿 99秒]。", "大家好。", "看不懂"),
        ("[不读]大家好。", "大家好。", "后面没有“[/不读]”"),
        ("大家好。[/不读]", "大家好。", "前面没有“[不读]”"),
        ("[读作 hǎo]大家好。", "大家好。", "后面没有“[/读作]”"),
        ("大家好。[/读作]", "大家好。", "前面没有"),
        ("在[读作 chong2]重庆[/读作]。", "在重庆。", "有 2 个汉字，读音“chong2”却有 1 个音节"),
        ("在[读作 abc]重庆[/读作]。", "在重庆。", "不是拼音"),
        ("在[读作 chóng][/读作]重庆。", "在重庆。", "没有字"),
    ],
)
def test_malformed_marks_are_told_and_the_words_are_read(line: str, kept: str, complaint: str) -> None:
    lecture = lecture_of(line)
    assert "".join(sentence.written for sentence in sentences(lecture)) == kept
    assert [finding.code for finding in lecture.findings] == ["author-mark"]
    assert complaint in lecture.findings[0].message
    assert lecture.findings[0].severity == "warning"


def test_a_pause_before_everything_is_told() -> None:
    lecture = lecture_of("[停顿 1秒]\n大家好。")
    assert "前面没有文字" in lecture.findings[0].message


def test_other_brackets_are_words() -> None:
    (sentence,) = sentences(lecture_of("这是[1]号和【重点】内容。"))
    assert sentence.written == "这是[1]号和【重点】内容。"


def test_a_reading_over_two_sentences_and_quotes_is_kept() -> None:
    first, second = sentences(lecture_of("[读作 hǎo de chóng qìng]好的。“重庆”[/读作]见。"))
    assert [(first.written[pin.start], pin.reading) for pin in first.pins] == [("好", "hao3"), ("的", "de5")]
    assert [(second.written[pin.start], pin.reading) for pin in second.pins] == [("重", "chong2"), ("庆", "qing4")]


def test_a_pause_inside_a_heading_stands_behind_it() -> None:
    text = "一、提高认识[停顿 3秒]加强学习\n要学习，要把学习放在前面。\n二、做好工作\n要工作，要把工作放在心上。"
    headings = {s.written: s.pause_after_ms for s in sentences(parse(document(text))) if s.kind == "heading"}
    assert headings == {"一、提高认识加强学习": 3000, "二、做好工作": None}
