"""Filling a wheelhouse and the rehearsal at the end, with a folder of tiny wheels as the index."""

import os
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from scripts.bundling.fetching import BundleError, fill
from scripts.bundling.layout import write_pins
from scripts.bundling.wheels import canonical, read_wheels
from scripts.make_bundle import check_wheelhouse, rehearse
from tests.support.tiny_wheels import make_wheel

ROOTS = (Requirement("program"),)
WINDOWS = "cp312-cp312-win_amd64"


@pytest.fixture(autouse=True)
def no_settings_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A program with a library for each system, and two that disagree about a third."""
    index = tmp_path / "index"
    make_wheel(index, "program", requires=["fast", "colour; sys_platform == 'win32'", "loop; sys_platform == 'linux'"])
    for tag in (WINDOWS, "cp313-cp313-win_amd64", "cp312-cp312-manylinux_2_28_x86_64"):
        make_wheel(index, "fast", requires=["shared"], tag=tag)
    make_wheel(index, "colour", requires=["shared<2"])
    make_wheel(index, "shared", "2.0", requires=["only-of-two"])
    make_wheel(index, "shared", "1.5")
    make_wheel(index, "only-of-two")
    return index


def fetched(index: Path, left_out: tuple[str, ...] = ()) -> list[str]:
    wheelhouse = index.with_name("wheelhouse")
    wheelhouse.mkdir()
    fill(ROOTS, wheelhouse, ("--no-index", "--find-links", str(index)), canonical(left_out))
    return sorted(path.name for path in wheelhouse.iterdir())


def test_a_wheelhouse_is_filled_for_windows(index: Path) -> None:
    """With what Windows alone needs, without what Linux alone needs, in versions that suit all."""
    assert fetched(index) == [
        "colour-1.0-py3-none-any.whl",
        f"fast-1.0-{WINDOWS}.whl",
        "program-1.0-py3-none-any.whl",
        "shared-1.5-py3-none-any.whl",
    ]


def test_what_is_left_out_is_not_fetched(index: Path) -> None:
    assert not [name for name in fetched(index, ("fast",)) if name.startswith("fast")]


def test_what_has_no_wheel_for_windows_stops_the_making(index: Path) -> None:
    (index / f"fast-1.0-{WINDOWS}.whl").unlink()
    with pytest.raises(BundleError, match="fast"):
        fetched(index)


def test_conditions_that_exclude_each_other_stop_the_making(index: Path) -> None:
    make_wheel(index, "program", requires=["colour", "shared>=2"])
    with pytest.raises(BundleError, match="shared"):
        fetched(index)


def test_the_rehearsal_installs_from_the_wheelhouse_alone(index: Path) -> None:
    fetched(index)
    bundle, wheelhouse = index.parent, index.with_name("wheelhouse")
    write_pins(bundle, read_wheels(wheelhouse))
    rehearse(bundle)
    damaged = wheelhouse / "colour-1.0-py3-none-any.whl"
    damaged.write_bytes(damaged.read_bytes() + b"x")
    with pytest.raises(BundleError, match="HASHES"):
        rehearse(bundle)


def test_a_wheelhouse_with_holes_or_strangers_is_refused(tmp_path: Path) -> None:
    make_wheel(tmp_path, "dangke-audio")
    make_wheel(tmp_path, "pip")
    with pytest.raises(BundleError, match="missing: msvc-runtime"):
        check_wheelhouse(tmp_path, frozenset())
    make_wheel(tmp_path, "msvc-runtime", tag="cp312-cp312-win32")
    with pytest.raises(BundleError, match="win32"):
        check_wheelhouse(tmp_path, frozenset())
