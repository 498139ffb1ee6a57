"""Labels that only their form tells; whole scripts with them are in cases/roles.txt."""

import pytest

from dangke_audio.model.report import Location
from dangke_audio.parsing.cast import labels_in
from dangke_audio.parsing.lines import Line, Look
from dangke_audio.parsing.role_labels import named_roles

NAMED = named_roles(["大刚", "小梅", "问", "答"])
TALK = "大刚：水来了吗？|小梅：来了。"


def newcomers(script: str, look: Look | None = None) -> list[str]:
    """The names that are known only by their form, from lines parted by bars; `look` is that of the last line."""
    lines = [Line(text, ((0, Location("讲稿.txt", n)),)) for n, text in enumerate(script.split("|"), start=1)]
    if look is not None:
        lines[-1] = Line(lines[-1].text, lines[-1].places, look)
    labels = labels_in(lines, NAMED)
    return [label.name for _, label in sorted(labels.items()) if label.is_read]


@pytest.mark.parametrize(
    "name", ["记者旁白", "护水员老周", "村医小刘", "退休老教师", "驻村队员", "外卖小哥", "水利志愿者", "张家大嫂"]
)
def test_a_name_that_ends_in_a_person_is_a_newcomer_wherever_it_stands(name: str) -> None:
    assert newcomers(f"{TALK}|大家都很高兴。|{name}：我看看。|水真甜。|大刚：好。") == [name]


@pytest.mark.parametrize(
    "said",
    [
        "我的看法是：再接一根管子。",
        "要做到三点：省水、护井、修渠。",
        "他回忆说：那年大旱。",
        "关键：在人。",
        "依靠群众：大家商量。",
        "联系人：老周",
        "老支书的话：井是命根子。",
        "第一步：打井。",
        "1．打井：要深。",
        "乡亲们：水来了！",
        "护水员老周：男，六十岁。",
        "“护水员老周：在吗？”",
    ],
)
def test_a_sentence_with_a_colon_is_none(said: str) -> None:
    assert newcomers(f"{TALK}|大家都很高兴。|{said}|水真甜。|大刚：好。") == []


def test_a_name_that_comes_again_before_other_labels_is_a_newcomer() -> None:
    again = f"{TALK}|大家都很高兴。|二柱子：算我一个。|大刚：好。|二柱子：我去拿锹。|小梅：快去。"
    assert newcomers(again) == ["二柱子", "二柱子"]
    assert newcomers(again.replace("二柱子：我去", "我去")) == []


def test_where_all_paragraphs_have_labels_a_single_one_is_a_newcomer() -> None:
    assert newcomers(f"{TALK}|二柱子：算我一个。|大刚：好。") == ["二柱子"]
    assert newcomers(f"{TALK}|（众人笑）|二柱子：算我一个。|大刚：好。") == ["二柱子"]
    assert newcomers(f"{TALK}|水真甜。|二柱子：算我一个。|大刚：好。") == []


def test_there_are_none_without_a_talk() -> None:
    assert newcomers("大刚：水来了吗？|护水员老周：来了。") == []
    assert newcomers("问：水费怎么交？|答：按表交。|护水员：每月抄表。|问：何时交？|答：月底。") == []


@pytest.mark.parametrize("look", [Look("heading", 1), Look("row"), Look(settled=True)])
def test_what_is_said_about_a_line_counts_before_its_form(look: Look) -> None:
    assert newcomers(f"{TALK}|小梅：好。|护水员老周：我看看。", look) == []
