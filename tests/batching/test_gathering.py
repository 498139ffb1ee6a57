"""What the user names becomes scripts: each once, in order, and nothing that is no script."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangke_audio.batching import gather
from dangke_audio.errors import SourceError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        *("讲稿/一.txt", "讲稿/二.docx", "讲稿/深/三.MD", "讲稿/图.png", "讲稿/~$二.docx", "讲稿/.隐.txt"),
        *("讲稿/一.txt.takes/一.txt", "讲稿/二.docx.proof/二.txt", "讲稿/output/旧/收听.html", "别处.txt"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("大家好。", encoding="utf-8")
    return tmp_path


def names(*named: str, listed: str | None = None, out: str = "讲稿/output") -> list[str]:
    found = gather([Path(name) for name in named], Path(listed) if listed else None, Path(out))
    return [path.as_posix() for path in found]


def test_a_folder_stands_for_all_scripts_in_it(folder: Path) -> None:
    """Not for what Word leaves there, what belongs to a script, nor what was published."""
    assert names("讲稿") == ["讲稿/一.txt", "讲稿/二.docx", "讲稿/深/三.MD"]


@pytest.mark.parametrize("named", [".", "**/*.txt", "**/*.html"])
def test_what_was_published_elsewhere_is_no_script(folder: Path, named: str) -> None:
    """With another `--out` than now; a trial's pages would be read aloud else."""
    for name in (
        "试听/一/收听.html",
        "试听/一/一.时间表.txt",
        "试听/一/manifest.json",
        "试听/report.html",
        "试听/.dangke/一/lock",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('<meta name="generator" content="dangke-audio">', encoding="utf-8")
    (folder / "试听/讲.txt").write_text("大家好。", encoding="utf-8")
    (folder / "试听/页.html").write_text("<p>大家好。</p>", encoding="utf-8")
    found = [name for name in names(named) if name.startswith("试听")]
    assert found == [name for name in ("试听/讲.txt", "试听/页.html") if named in (".", f"**/*{Path(name).suffix}")]


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
@pytest.mark.parametrize("named", ["讲稿", "讲稿/**/*.txt"])
def test_links_lead_to_no_script_twice(folder: Path, named: str) -> None:
    """Nor round in circles."""
    (folder / "讲稿" / "深" / "回").symlink_to(folder / "讲稿")
    if named == "讲稿":
        (folder / "讲稿" / "深" / "再").symlink_to(folder / "讲稿" / "深")
    (folder / "讲稿" / "又.txt").symlink_to("一.txt")
    found = names(named)
    assert [Path(name).resolve().name for name in found if name.endswith(".txt")] == ["一.txt"]
    assert named != "讲稿" or len(found) == 3


def test_a_folder_that_nobody_may_look_into_keeps_no_other_script_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path) -> Iterator[Path]:
        if self.name == "深":
            raise PermissionError(13, "Permission denied", str(self))
        return look_into(self)

    look_into = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", refused)
    assert names("讲稿") == ["讲稿/一.txt", "讲稿/二.docx", "讲稿/深"]


def test_each_script_counts_once_in_the_order_of_the_names(folder: Path) -> None:
    assert names("别处.txt", "讲稿/深", "讲稿", "讲稿/../别处.txt") == [
        "别处.txt",
        "讲稿/深/三.MD",
        "讲稿/一.txt",
        "讲稿/二.docx",
    ]


def test_a_pattern_that_no_shell_has_resolved(folder: Path) -> None:
    assert names("讲稿/**/*.docx") == ["讲稿/二.docx"]
    assert names("讲稿/*.t?t") == ["讲稿/一.txt"]


def test_a_file_whose_name_looks_like_a_pattern(folder: Path) -> None:
    (folder / "讲[1].txt").write_text("大家好。", encoding="utf-8")
    assert names("讲[1].txt") == ["讲[1].txt"]


def test_what_stands_for_nothing_is_kept_to_be_complained_of(folder: Path) -> None:
    assert names("没有.txt", "没有/*.docx") == ["没有.txt", "没有/*.docx"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_names_scripts_as_seen_from_its_folder(folder: Path, encoding: str) -> None:
    text = '# 十一月\n一.txt\n\n"深/三.MD"\n../别处.txt\n'
    (folder / "讲稿" / "名单").write_bytes(text.encode(encoding))
    assert names(listed="讲稿/名单") == ["讲稿/一.txt", "讲稿/深/三.MD", "讲稿/../别处.txt"]


@pytest.mark.parametrize("content", ["", "# 只有说明\n"])
def test_a_list_without_names(folder: Path, content: str) -> None:
    (folder / "名单").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError):
        names(listed="名单")


def test_a_folder_without_scripts_is_told(folder: Path) -> None:
    (folder / "空").mkdir()
    with pytest.raises(SourceError, match="没有讲稿"):
        names("空")
