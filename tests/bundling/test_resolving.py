"""What is missing from a wheelhouse, and what is too much in it."""

from pathlib import Path

from packaging.requirements import Requirement
from scripts.bundling.resolving import superfluous, unmet
from scripts.bundling.wheels import canonical, read_wheels
from tests.support.tiny_wheels import make_wheel

ROOTS = [Requirement("program")]


def lacking(folder: Path, left_out: tuple[str, ...] = ()) -> list[str]:
    return [str(each) for each in unmet(ROOTS, read_wheels(folder), canonical(left_out))]


def test_an_empty_wheelhouse_lacks_the_roots(tmp_path: Path) -> None:
    assert lacking(tmp_path) == ["program"]


def test_what_windows_needs_is_missed_and_what_others_need_is_not(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["colour; sys_platform == 'win32'", "loop; sys_platform == 'linux'"])
    assert lacking(tmp_path) == ["colour"]


def test_conditions_of_several_are_asked_together(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["a", "b>=1"])
    make_wheel(tmp_path, "a", requires=["b<3"])
    assert lacking(tmp_path) == ["b<3,>=1"]


def test_a_version_that_somebody_forbids_is_missing_again(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["a", "b"])
    make_wheel(tmp_path, "a", requires=["b<3"])
    make_wheel(tmp_path, "b", "3.0")
    assert lacking(tmp_path) == ["b<3"]


def test_names_are_compared_as_pip_does(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["Typing.Extensions"])
    make_wheel(tmp_path, "typing_extensions")
    assert lacking(tmp_path) == []


def test_extras_that_are_asked_for_later_are_walked_too(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["a", "b"])
    make_wheel(tmp_path, "a", requires=["b[fast]"])
    make_wheel(tmp_path, "b", requires=["c; extra == 'fast'"])
    assert lacking(tmp_path) == ["c"]


def test_circles_end(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["a"])
    make_wheel(tmp_path, "a", requires=["program"])
    assert lacking(tmp_path) == []


def test_what_is_left_out_is_not_missed(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["model-1==0.1.0"])
    assert lacking(tmp_path, ("model-1",)) == []


def test_given_up_versions_and_what_only_they_needed_are_superfluous(tmp_path: Path) -> None:
    make_wheel(tmp_path, "program", requires=["a"])
    make_wheel(tmp_path, "a", "2.0")
    make_wheel(tmp_path, "a", "1.0", requires=["b"])
    make_wheel(tmp_path, "b")
    found = superfluous(ROOTS, read_wheels(tmp_path))
    assert sorted(wheel.path.name.split("-py3")[0] for wheel in found) == ["a-1.0", "b-1.0"]
