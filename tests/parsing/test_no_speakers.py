import pytest

from dangke_audio.parsing.dialogue import can_speak
from dangke_audio.parsing.no_speakers import is_field, is_signature, is_word


@pytest.mark.parametrize("name", ["宣誓人", "主讲人", "联系人", "地点", "活动时间", "参会人员", "联系电话"])
def test_fields_of_a_form_do_not_speak(name: str) -> None:
    assert is_field(name)
    assert not can_speak(name)


@pytest.mark.parametrize("name", ["关键", "项目", "方法", "包括", "常言道"])
def test_words_that_look_like_names_do_not_speak(name: str) -> None:
    assert is_word(name)
    assert not can_speak(name)


@pytest.mark.parametrize("name", ["主持人", "张三", "老李", "讲述人甲", "党员", "村民", "李书记"])
def test_people_are_neither(name: str) -> None:
    assert not is_field(name)
    assert not is_word(name)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("宣誓人：×××", True),
        ("入党宣誓人：____", True),
        ("主讲人：县委党校 张三", True),
        ("记录人:", True),
        ("宣誓人：我志愿加入中国共产党，拥护党的纲领。", False),
        ("发言人：大家好！", False),
        ("老李：×××", False),
    ],
)
def test_a_signature_says_only_who_somebody_is(line: str, signs: bool) -> None:
    assert is_signature(line) is signs
