from pathlib import Path

import pytest
from tests.support.documents import document

from dangke_audio.model.report import Location
from dangke_audio.parsing.cleaning import clean
from dangke_audio.parsing.lines import Line, Look
from dangke_audio.parsing.role_labels import at_each_label, label_of, named_roles, opens_line
from dangke_audio.parsing.turns import give_turns

ROWS = (Path(__file__).parent / "cases" / "role_labels.tsv").read_text("utf-8").splitlines()
CASES = [tuple(row.split("\t")) for row in ROWS if not row.startswith("#")]


def line(text: str, look: Look | None = None) -> Line:
    return Line(text, ((0, Location("讲稿.txt", 1)),), look or Look())


@pytest.mark.parametrize(("written", "roles", "whose", "rest"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_label_is_known_in_every_form(written: str, roles: str, whose: str, rest: str) -> None:
    named = named_roles(roles.split(","))
    # One line that is certainly of a role, so that the script is a talk.
    sure = f"{roles.split(',')[0]}：是的。"
    parted = give_turns([clean(paragraph) for paragraph in document(f"{sure}\n{written}").paragraphs], named)
    assert parted is not None
    kept, omitted = parted
    last = kept[1:]
    assert "".join(piece.text for piece in last) == rest
    assert all(omission.reason == "speaker-label" for omission in omitted)
    assert len(omitted) == (2 if whose else 1)
    if last and whose:
        assert last[0].turn is not None
        assert (last[0].turn.role or "-") == whose


def test_the_users_spelling_is_the_role() -> None:
    found = label_of(line("主持人：好。"), named_roles(["主 持 人"]))
    assert found is not None
    assert (found.role, found.name) == ("主 持 人", "主持人")


def test_the_sidecars_spelling_comes_before_the_profiles() -> None:
    assert named_roles(["主 持 人", "主持人"]) == {"主持人": "主持人"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("问：怎么交？答：按月交。", ["问：怎么交？", "答：按月交。"]),
        ("问：“怎么交？” 答：按月交。问：好。", ["问：“怎么交？” ", "答：按月交。", "问：好。"]),
        ("1．问：交多少？答：看收入。2．问：何时交？", ["1．问：交多少？", "答：看收入。", "2．问：何时交？"]),
        ("答：他说：“问：怎么交？答：按月交。”我听了。", None),
        ("答：他在回答：很好。", None),
        ("今天学习。问：怎么交？答：按月交。", None),
    ],
)
def test_several_roles_on_one_line(text: str, pieces: list[str] | None) -> None:
    found = [piece.text for piece in at_each_label(line(text), named_roles(["问", "答"]))]
    assert found == [piece.strip() for piece in pieces or [text]]


@pytest.mark.parametrize("look", [Look("heading", 3), Look(bold=True), Look(alignment="center")])
def test_a_name_that_is_set_off_by_its_type_is_a_label(look: Look) -> None:
    assert label_of(line("主持人", look), named_roles(["主持人"])) is not None
    assert label_of(line("主持人"), named_roles(["主持人"])) is None
    assert label_of(line("活动流程", look), named_roles(["主持人"])) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [("甲：好。", True), ("旁白：好。", True), ("问：好？", True), ("会议强调：好。", False), ("好。", False)],
)
def test_a_label_begins_a_paragraph(text: str, begins: bool) -> None:
    assert opens_line(line(text), named_roles(["甲"])) is begins
    assert not opens_line(line(text), {})
