"""The machine that a bundle is for: 64-bit Windows 10 or newer, with the Python that lies in the bundle.

pip takes `--platform` for the choice of files, but it evaluates environment markers for the machine that it runs on:
on Linux it leaves out colorama (`platform_system == "Windows"`) and wants what is for Linux alone. So markers are
evaluated here, against the values that PEP 508 gives for CPython on Windows.
"""

from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags

PLATFORM = "win_amd64"
PYTHON = (3, 12)
PYTHON_FULL = "3.12.10"
"""The last 3.12 of which python.org made files for Windows. 3.13 has no audioop, and not all wheels."""
ENVIRONMENT = {
    "implementation_name": "cpython",
    "implementation_version": PYTHON_FULL,
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": PYTHON_FULL,
    "python_version": f"{PYTHON[0]}.{PYTHON[1]}",
    "sys_platform": "win32",
}


def applies(requirement: Requirement, extras: Iterable[str] = ()) -> bool:
    """Whether a requirement counts on that machine, for a package that is wanted with `extras`."""
    if requirement.marker is None:
        return True
    return any(requirement.marker.evaluate({**ENVIRONMENT, "extra": extra}) for extra in ("", *extras))


def supported_tags() -> frozenset[Tag]:
    """The wheel tags that pip accepts there: cp312, abi3 of older versions, pure ones."""
    interpreter = f"cp{PYTHON[0]}{PYTHON[1]}"
    return frozenset((*cpython_tags(PYTHON, platforms=[PLATFORM]), *compatible_tags(PYTHON, interpreter, [PLATFORM])))
