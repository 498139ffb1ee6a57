"""What is found out about a machine is kept for that machine, and not trusted when damaged."""

from pathlib import Path

import pytest

from dangke_audio.engines.kokoro import machine
from dangke_audio.engines.kokoro.machine import remembered


class Asked:
    """Counts how often something had to be found out."""

    def __init__(self, answer: str = "yes") -> None:
        self.times = 0
        self._answer = answer

    def __call__(self) -> str:
        self.times += 1
        return self._answer


def ask(folder: Path, asked: Asked, *about: str) -> str:
    return remembered(folder, "question", about, "yes|no", asked)


def test_a_question_is_asked_once(tmp_path: Path) -> None:
    asked = Asked()
    assert ask(tmp_path, asked) == ask(tmp_path, asked) == "yes"
    assert asked.times == 1


def test_another_processor_library_or_subject_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    ask(tmp_path, asked)
    ask(tmp_path, asked, "a model")
    monkeypatch.setattr(machine, "processor", lambda: "another processor")
    ask(tmp_path, asked)
    monkeypatch.setattr(machine, "version", lambda _: "9.9.9")
    ask(tmp_path, asked)
    assert asked.times == 4


@pytest.mark.parametrize("damage", ["", "y", "yes\n", "YES", "yes no"])
def test_a_damaged_record_is_made_again(tmp_path: Path, damage: str) -> None:
    asked = Asked()
    ask(tmp_path, asked)
    (record,) = tmp_path.glob("question-*.txt")
    record.write_text(damage)
    assert ask(tmp_path, asked) == "yes"
    assert asked.times == 2
    assert record.read_text() == "yes"


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    asked = Asked("no")
    assert ask(tmp_path / "file", asked) == "no"
    assert asked.times == 1


def test_this_processor_is_described() -> None:
    assert machine.processor() == machine.processor()
    assert machine.processor().strip()
