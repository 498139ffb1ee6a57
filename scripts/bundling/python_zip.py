"""Windows' embeddable Python: fetched by whoever makes the bundle, checked here, unpacked on the PC.

File and figures: https://www.python.org/downloads/release/python-31210/ ("Windows embeddable package (64-bit)").
"""

import zipfile
from pathlib import Path

from scripts.bundling.fetching import BundleError
from scripts.bundling.wheels import file_sha256
from scripts.bundling.windows import PYTHON, PYTHON_FULL

NAME = f"python-{PYTHON_FULL}-embed-amd64.zip"
SHA256 = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
"""As many public projects pin it, which were compared; not computed here from the file. docs/bundle.md says so too."""


def check_python_zip(path: Path, sha256: str = SHA256) -> None:
    """Raise BundleError unless the file is whole and is Windows' Python of the version that the wheels are for."""
    found = file_sha256(path)
    if found != sha256.lower():
        raise BundleError(
            f"{path.name} has SHA-256 {found}, not {sha256.lower()}: fetch it again, or look the figure up"
        )
    with zipfile.ZipFile(path) as archive:
        members = set(archive.namelist())
    needed = {"python.exe", f"python{PYTHON[0]}{PYTHON[1]}._pth"}
    if not needed <= members:
        raise BundleError(f"{path.name} holds no {' and no '.join(sorted(needed - members))}: it must be {NAME}")
