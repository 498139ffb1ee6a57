"""Every row of every cases file: one file for each rule, `written⇥spoken`."""

from pathlib import Path

import pytest

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.normalizing import normalize, rules

CASES = Path(__file__).parent / "cases"


def rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("# "):
                written, spoken = line.split("\t")
                found.append((path.stem, written, spoken))
    return found


@pytest.mark.parametrize(("rule", "written", "spoken"), rows())
def test_is_read_as_in_the_cases(rule: str, written: str, spoken: str) -> None:
    said = normalize(Sentence(written, "body", Location("讲稿.txt", 1), ends_paragraph=False)).spoken
    assert said in spoken.split("|")


def test_every_rule_has_a_file_of_cases() -> None:
    modules = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules <= {path.stem for path in CASES.glob("*.tsv")}
    assert len(modules) == len(rules.RULES)
