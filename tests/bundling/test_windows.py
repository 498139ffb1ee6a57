"""Markers and tags are those of the PC, whatever machine makes the bundle."""

import pytest
from packaging.requirements import Requirement
from packaging.tags import parse_tag
from scripts.bundling.windows import applies, supported_tags


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("numpy>=2", True),
        ('colorama; platform_system == "Windows"', True),
        ('colorama; sys_platform == "win32"', True),
        ('colorama; os_name == "nt"', True),
        ("uvloop; sys_platform != 'win32'", False),
        ("rjieba; sys_platform != 'win32' or platform_machine != 'ARM64'", True),
        ("audioop-lts; python_version >= '3.13'", False),
        ("exceptiongroup; python_version < '3.11'", False),
        ("cffi; implementation_name == 'pypy'", False),
        ("black; extra == 'dev'", False),
    ],
)
def test_a_marker_is_asked_for_windows(line: str, counts: bool) -> None:
    assert applies(Requirement(line)) is counts


def test_an_extra_that_is_asked_for_counts() -> None:
    assert applies(Requirement("wcwidth; extra == 'widechars'"), ["widechars"])


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        ("py3-none-any", True),
        ("py2.py3-none-any", True),
        ("py3-none-win_amd64", True),
        ("cp312-cp312-win_amd64", True),
        ("cp39-abi3-win_amd64", True),
        ("cp313-cp313-win_amd64", False),
        ("cp311-cp311-win_amd64", False),
        ("cp312-cp312-win32", False),
        ("cp312-cp312-win_arm64", False),
        ("cp312-cp312-manylinux_2_28_x86_64", False),
    ],
)
def test_a_tag_fits_or_not(tag: str, fits: bool) -> None:
    assert bool(parse_tag(tag) & supported_tags()) is fits
