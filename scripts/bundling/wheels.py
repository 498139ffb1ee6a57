"""What a wheel says of itself: name, tags, requirements, licence."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

LONGEST_LICENCE = 60
"""Some packages put the whole text into the field `License`; its first line then says which one it is."""
HOME_LABELS = ("homepage", "home", "source", "source code", "repository", "code", "github", "documentation")
LICENCE_FILES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


@dataclass(frozen=True, slots=True)
class Wheel:
    """One file of the wheelhouse."""

    path: Path
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]
    licence: str | None
    """None where the metadata name none."""
    licence_files: tuple[str, ...]
    """Inside the wheel; installed with it."""
    home: str | None

    @property
    def pin(self) -> str:
        """The line of a requirements file that accepts this very file and no other."""
        return f"{self.name}=={self.version} --hash=sha256:{file_sha256(self.path)}"


def read_wheels(folder: Path) -> tuple[Wheel, ...]:
    """All wheels of a folder, by name. Raises ValueError for a file that is none."""
    return tuple(sorted((read_wheel(path) for path in folder.iterdir()), key=lambda wheel: wheel.path.name.lower()))


def read_wheel(path: Path) -> Wheel:
    """Name and tags from the file name (PEP 427), the rest from METADATA. Raises ValueError for what is no wheel."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as archive:
        members = archive.namelist()
        (described,) = (member for member in members if _is_metadata(member))
        metadata = Parser().parsestr(archive.read(described).decode("utf-8"))
    requires = tuple(Requirement(line) for line in metadata.get_all("Requires-Dist", []))
    licences = tuple(member for member in members if _is_licence(member))
    return Wheel(path, name, version, tags, requires, _licence(metadata), licences, _home(metadata))


def misfits(wheels: Iterable[Wheel], supported: frozenset[Tag]) -> list[str]:
    """The files that cannot be installed on a machine with these tags."""
    return [wheel.path.name for wheel in wheels if not wheel.tags & supported]


def file_sha256(path: Path) -> str:
    """Hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def newest_of(wheels: Iterable[Wheel]) -> dict[NormalizedName, Wheel]:
    """One wheel for each name."""
    return {wheel.name: wheel for wheel in sorted(wheels, key=lambda wheel: wheel.version)}


def canonical(names: Iterable[str]) -> frozenset[NormalizedName]:
    """Names as they are compared."""
    return frozenset(canonicalize_name(name) for name in names)


def _is_metadata(member: str) -> bool:
    return member.endswith(".dist-info/METADATA") and member.count("/") == 1


def _is_licence(member: str) -> bool:
    return ".dist-info/" in member and member.rpartition("/")[2].upper().startswith(LICENCE_FILES)


def _licence(metadata: Message) -> str | None:
    """The SPDX expression of newer metadata, else the classifiers, else the first line of the free field."""
    expression = metadata.get("License-Expression")
    if expression:
        return str(expression)
    prefix = "License :: "
    classes = [line for line in metadata.get_all("Classifier", []) if line.startswith(prefix)]
    if classes:
        return "; ".join(line.removeprefix(prefix).removeprefix("OSI Approved :: ") for line in classes)
    free = str(metadata.get("License") or "").strip().splitlines()
    return free[0].strip()[:LONGEST_LICENCE] if free else None


def _home(metadata: Message) -> str | None:
    """The home page, else the first address that is not for complaints or news."""
    pairs = [line.partition(",")[::2] for line in metadata.get_all("Project-URL", [])]
    urls = {label.strip().lower(): url.strip() for label, url in pairs}
    named = [urls[label] for label in HOME_LABELS if label in urls]
    return str(metadata.get("Home-page") or "") or next(iter([*named, *urls.values()]), None)
