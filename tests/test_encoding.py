"""What is encoded after the speaking: told, stopped between two pieces, and gone on with."""

from pathlib import Path

import pytest

from dangke_audio.choosing import settings_in
from dangke_audio.delivering.published import published
from dangke_audio.errors import StoppedError
from dangke_audio.model.report import BuildReport, Phase, Progress
from dangke_audio.model.wishes import Wishes
from dangke_audio.pipeline import build_lecture
from dangke_audio.preparing import BuildSettings

SCRIPT = "村里的几件事\n同志们：\n" + "".join(
    f"{number}、第{number}件事\n今年的产量是{number}千斤，比去年多了三成，大家要继续努力。\n"
    for number in "一二三四五六"
)


class Listener:
    """Hears of the progress, and stops the build at a phase, `at` pieces into it."""

    def __init__(self, phase: Phase | None = None, at: int = 0) -> None:
        self.told: list[Progress] = []
        self._phase = phase
        self._at = at

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)
        if progress.phase == self._phase and (progress.done >= self._at or len(self.of(progress.phase)) > self._at):
            raise StoppedError

    def of(self, phase: Phase) -> list[Progress]:
        """What was told of a phase."""
        return [one for one in self.told if one.phase == phase]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "讲稿.txt"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def settings(script: Path) -> BuildSettings:
    """Both editions, by a real engine."""
    wishes = Wishes("espeak", editions=("phone", "horn"))
    return settings_in(script.parent, wishes, script.parent / "output")


def left_behind(script: Path) -> list[str]:
    """Published files, and what lies ready to be."""
    out = script.parent / "output"
    found = [path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()]
    return [name for name in found if not name.startswith(".dangke/") or "staging" in name or "intent" in name]


def test_stopped_while_encoding_and_at_the_last_moment(script: Path) -> None:
    first = Listener("encoding", at=3)
    with pytest.raises(StoppedError):
        build_lecture(script, settings(script), first)
    assert left_behind(script) == []
    second = Listener("publishing")
    with pytest.raises(StoppedError):
        build_lecture(script, settings(script), second)
    assert left_behind(script) == []
    assert second.of("speaking") == []  # it goes on where it was
    encoding = second.of("encoding")
    assert encoding[0].total == first.of("encoding")[0].total - 3
    assert [one.done for one in encoding] == list(range(encoding[0].total + 1))
    shares = [one.made_share for one in encoding]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    with pytest.raises(StoppedError):
        build_lecture(script, settings(script), Listener("staging", at=2))
    assert left_behind(script) == []
    third = Listener()
    report: BuildReport = build_lecture(script, settings(script), third)
    assert third.of("encoding") == []  # nothing was left to do
    assert list(dict.fromkeys(one.phase for one in third.told)) == ["staging", "publishing"]
    assert len(third.of("publishing")) == 1
    assert {Path(output.path).suffix for output in report.outputs} >= {".mp3", ".m4b", ".html"}
    assert published(script.parent / "output" / "讲稿")
