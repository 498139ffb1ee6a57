"""Wheels of a few bytes, made on the spot: no test asks a package index."""

import base64
import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def make_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    requires: Sequence[str] = (),
    tag: str = "py3-none-any",
    fields: Sequence[str] = ("License-Expression: MIT",),
    files: Mapping[str, str | bytes] | None = None,
) -> Path:
    """A wheel that pip installs; one module of the package's name unless `files` says otherwise."""
    module = name.replace("-", "_")
    below = f"{module}-{version}.dist-info"
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *fields]
    lines += [f"Requires-Dist: {line}" for line in requires]
    members: dict[str, str | bytes] = {
        **(files if files is not None else {f"{module}.py": f'VERSION = "{version}"\n'}),
        f"{below}/METADATA": "\n".join(lines) + "\n\n",
        f"{below}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    rows = [f"{member},{_digest(content)}," for member, content in members.items()]
    members[f"{below}/RECORD"] = "\n".join([*rows, f"{below}/RECORD,,", ""])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{module}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def _digest(content: str | bytes) -> str:
    digest = hashlib.sha256(content.encode() if isinstance(content, str) else content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
