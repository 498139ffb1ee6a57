"""What counts as an entry: nothing that this program has not put there."""

from pathlib import Path

from tests.support.caches import key, put

from dangke_audio.housekeeping.inventory import take_inventory


def test_no_cache_is_an_empty_one(tmp_path: Path) -> None:
    found = take_inventory(tmp_path / "nowhere")
    assert (found.blocks, found.clips, found.old, found.size) == ((), (), (), 0)


def test_entries_have_key_size_and_last_use(tmp_path: Path) -> None:
    path = put(tmp_path, "clips", "a", 1000, days=3)
    put(tmp_path, "blocks", "b", 50)
    put(tmp_path, "store", "c", 10)
    found = take_inventory(tmp_path)
    (clip,) = found.clips
    assert (clip.path, clip.key, clip.size, clip.used) == (path, key("a"), path.stat().st_size, path.stat().st_mtime)
    assert (len(found.blocks), len(found.old)) == (1, 1)
    assert found.size == clip.size + found.blocks[0].size, "the old store is no part of what is capped"


def test_other_files_are_not_entries(tmp_path: Path) -> None:
    put(tmp_path, "clips", "a")
    for name in ("clips/readme.txt", "clips/ab/notes", "clips/ab/.writing-0123456789abcdef", "clips/photos/x.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
    (tmp_path / "clips" / "cd").write_text("a file where a folder would be")
    assert [entry.key for entry in take_inventory(tmp_path).clips] == [key("a")]
