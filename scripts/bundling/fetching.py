"""Filling a wheelhouse with pip: files are chosen by pip for Windows, what is needed by resolving.py.

pip is always asked for single packages (`--no-deps`): its own walk through the dependencies would evaluate their
markers for this machine.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from scripts.bundling.resolving import superfluous, unmet
from scripts.bundling.wheels import canonical, read_wheels
from scripts.bundling.windows import PLATFORM, PYTHON

SOURCE_ONLY = canonical(["jieba"])
"""Published without a wheel; pure Python, so that one built here serves everywhere (misfits() would tell)."""
MOST_ROUNDS = 30
"""Depth of the dependencies, and a few for versions that are given up; a dozen is usual."""
FOR_WINDOWS = (
    "--no-deps",
    "--only-binary=:all:",
    f"--platform={PLATFORM}",
    f"--python-version={PYTHON[0]}.{PYTHON[1]}",
    "--implementation=cp",
)


class BundleError(Exception):
    """The bundle cannot be made; the message is for the developer who makes it."""


def build_wheel(source: str, wheelhouse: Path, options: Sequence[str] = ()) -> None:
    """Build a wheel of a source tree or of a package without wheels. Raises BundleError."""
    run_pip("wheel", "--no-deps", *options, "--wheel-dir", str(wheelhouse), source)


def fill(
    roots: Sequence[Requirement],
    wheelhouse: Path,
    options: Sequence[str] = (),
    left_out: frozenset[NormalizedName] = frozenset(),
) -> None:
    """Fetch until nothing is unmet, then remove what nobody asks for. Raises BundleError."""
    for _ in range(MOST_ROUNDS):
        wheels = read_wheels(wheelhouse)
        lacking = unmet(roots, wheels, left_out)
        if not lacking:
            break
        _fetch(lacking, wheelhouse, options)
    else:
        raise BundleError(f"the versions do not fit together: {', '.join(map(str, lacking))}")
    for wheel in superfluous(roots, wheels, left_out):
        wheel.path.unlink()


def _fetch(lacking: Sequence[Requirement], wheelhouse: Path, options: Sequence[str]) -> None:
    names = {canonicalize_name(requirement.name) for requirement in lacking}
    for wheel in read_wheels(wheelhouse):
        if wheel.name in names:  # its version was given up
            wheel.path.unlink()
    ready = [str(requirement) for requirement in lacking if canonicalize_name(requirement.name) not in SOURCE_ONLY]
    for requirement in lacking:
        if canonicalize_name(requirement.name) in SOURCE_ONLY:
            build_wheel(str(requirement), wheelhouse, options)
    if ready:
        run_pip("download", *FOR_WINDOWS, *options, "--dest", str(wheelhouse), *ready)


def run_pip(command: str, *arguments: str) -> None:
    """Run pip. Raises BundleError with what it said."""
    line = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", command, *arguments]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BundleError(f"pip {command} failed:\n{done.stderr.strip()}")
