"""What is remembered of a batch."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.batching import BatchRecord, read_record
from dangke_audio.batching.outcome import Outcome
from dangke_audio.errors import ConfigError, SourceError


def test_a_batch_goes_on_with_what_failed_and_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scripts = [Path("一.txt"), Path("二.txt"), Path("深/三.txt")]
    record = BatchRecord.of(scripts, {"voice": "tone", "editions": ("horn",)})
    record = record.after(Outcome(Path("一.txt"), "unchanged"), tmp_path)
    record = record.after(Outcome(Path("二.txt"), "failed", error=SourceError("坏了")), tmp_path)
    record.keep(tmp_path)
    found = read_record(tmp_path)
    assert found.left == (Path("二.txt"), Path("深/三.txt"))
    assert found.options == {"voice": "tone", "editions": ["horn"]}
    assert [row.state for row in found.all_rows] == ["unchanged", "failed", "left"]
    assert found.all_rows[1].told == ("坏了",)


def test_from_another_folder_the_names_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    BatchRecord.of([Path("一.txt")], {}).keep(tmp_path)
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    assert read_record(tmp_path).left == (tmp_path / "一.txt",)


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"[]", b'{"schema": 1, "scripts": ["a"], "options": [], "rows": 3}']
)
def test_without_a_record_nothing_can_be_resumed(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / ".dangke").mkdir()
        (tmp_path / ".dangke" / ".batch.json").write_bytes(content)
    with pytest.raises(ConfigError, match="没有可以接着做的"):
        read_record(tmp_path)


def test_a_script_has_one_row_whatever_comes_of_it_later(tmp_path: Path) -> None:
    record = BatchRecord.of([tmp_path / "一.txt"], {})
    record = record.after(Outcome(tmp_path / "一.txt", "failed"), tmp_path)
    record = record.after(Outcome(tmp_path / "一.txt", "made"), tmp_path)
    assert record.left == ()
    assert len(replace(record).all_rows) == 1
