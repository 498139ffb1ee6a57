"""How far an answer reaches; whole scripts are in cases/roles.txt."""

from tests.support.documents import document

from dangke_audio.parsing import parse

VOICES = frozenset({"问", "答"})
BODY = "那一年村里三个月没有下雨，井台边每天排着长队，老人孩子都等水。"
HEAD = "守住井\n今天讲一讲井的故事，请大家边听边记。\n"


def answered(script: str) -> list[str]:
    """What the answer's voice says."""
    lecture = parse(document(HEAD + script), VOICES)
    sentences = [sentence for section in lecture.sections for sentence in section.sentences]
    return [sentence.written for sentence in sentences if sentence.role == "答"]


def test_an_answer_alone_ends_with_its_paragraph() -> None:
    assert answered(f"问：打井为了谁？\n答：为了大家。\n{BODY}\n{BODY}") == ["为了大家。"]
    assert answered(f"答：为了大家。\n{BODY}\n{BODY}") == ["为了大家。"]


def test_a_question_alone_ends_with_its_paragraph() -> None:
    lecture = parse(document(f"{HEAD}问：打井为了谁？\n{BODY}"), VOICES)
    roles = [sentence.role for section in lecture.sections for sentence in section.sentences]
    assert roles[-2:] == ["问", None]


def test_answers_between_questions_have_several_paragraphs() -> None:
    script = (
        "问：水费怎么收？\n答：按表收，每月收一次，由水管员上门。\n不预收。\n也不摊派。\n问：停水找谁？\n答：找水管员。"
    )
    assert answered(script) == ["按表收，每月收一次，由水管员上门。", "不预收。", "也不摊派。", "找水管员。"]


def test_the_last_answer_is_no_longer_than_the_others_allow() -> None:
    pairs = "问：水费怎么收？\n答：按表收。\n问：停水找谁？\n答：找水管员。"
    assert answered(f"{pairs}\n他就住在井台边。") == ["按表收。", "找水管员。", "他就住在井台边。"]
    assert answered(f"{pairs}\n{BODY}\n{BODY}\n{BODY}") == ["按表收。", "找水管员。"]


def test_short_replies_above_long_bodies_are_figures_of_speech() -> None:
    body = f"{BODY}\n" * 4
    assert answered(f"问：井能丢吗？\n答：不能。\n{body}问：路能停吗？\n答：不能。\n{body}") == ["不能。", "不能。"]


def test_what_a_colon_announces_belongs_to_the_answer() -> None:
    script = f"问：水费多少？\n答：分两档：\n（1）十吨以内一元；\n（2）十吨以上两元。\n{BODY}"
    assert answered(script) == ["分两档：", "（1）十吨以内一元；", "（2）十吨以上两元。"]


def test_a_greeting_ends_an_answer() -> None:
    pairs = "问：水费怎么收？\n答：按表收。\n问：停水找谁？\n答：找水管员。"
    assert answered(f"{pairs}\n同志们，我们接着讲。\n{BODY}") == ["按表收。", "找水管员。"]


def test_a_blank_line_ends_an_answer_that_has_none_above() -> None:
    first, second = "问：水费怎么收？\n答：按表收。\n", "问：停水找谁？\n答：找水管员。\n"
    assert answered(f"{first}每月一次。\n{second}他住在井边。")[-1] == "他住在井边。"
    assert answered(f"{first}每月一次。\n{second}\n他住在井边。")[-1] == "找水管员。"
    spaced = f"{first}每月一次。\n{second}他住在井边。".replace("\n", "\n\n")
    assert answered(spaced)[-1] == "他住在井边。"


def test_one_answer_below_each_heading_is_a_list() -> None:
    pair = "问：{}？\n答：请到村部找水管员登记办理。\n也可以打电话。\n"
    script = f"一、装水表\n{pair.format('怎么装')}二、换水管\n{pair.format('怎么换')}"
    assert answered(script) == ["请到村部找水管员登记办理。", "也可以打电话。"] * 2
    assert answered(script.replace("二、换水管\n", "二、换水管\n水管老了要换。\n")).count("也可以打电话。") == 0


def test_a_script_that_is_one_question_is_answered_whole() -> None:
    lecture = parse(document("用水问答\n问：水费怎么收？\n答：按表收。\n每月一次。"), VOICES)
    assert [s.role for section in lecture.sections for s in section.sentences][-2:] == ["答", "答"]


def test_a_and_b_are_speakers() -> None:
    lecture = parse(document(f"{HEAD}A：你来了？\nB：来了。\nA：请坐。\n水刚烧开。"), frozenset({"A", "B"}))
    assert lecture.sections[-1].sentences[-1].role == "A"
