"""What lies in a bundle beside the wheels: the launcher, its texts, the lists."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.bundling.wheels import Wheel, file_sha256
from scripts.bundling.windows import PYTHON

WHEELHOUSE = "wheelhouse"
START = "开始.bat"
PINS = "wheels.txt"
SUMS = "SHA256SUMS"
LICENCES = "LICENSES.txt"
LAUNCHER = Path(__file__).parent / "launcher"
PYTHON_ZIPS = f"python-{PYTHON[0]}.{PYTHON[1]}.*-embed-amd64.zip"
NOT_INSTALLED = frozenset({"pip"})
"""It runs from its wheel."""
REMARKS = {
    "av": "with FFmpeg, x264 and x265 as built into this wheel: GPL-3.0-or-later",
    "espeakng-loader": "espeak-ng 1.52 and its data: GPL-3.0-or-later",
    "lameenc": "with LAME: LGPL-3.0-or-later",
    "msvc-runtime": "Microsoft's Visual C++ libraries, which may be passed on with a program",
}
"""What the metadata do not say, looked up by hand (NOTICE)."""


def write_launcher(bundle: Path) -> None:
    """开始.bat and dangke-audio.bat (CRLF, as cmd wants it, and ASCII), start.py, the texts in GBK."""
    _write(bundle / START, (LAUNCHER / "start.bat").read_text(encoding="ascii"), "ascii")
    _write(bundle / "dangke-audio.bat", (LAUNCHER / "dangke-audio.bat").read_text(encoding="ascii"), "ascii")
    _write(bundle / "start.py", (LAUNCHER / "start.py").read_text(encoding="utf-8"), "utf-8")
    (bundle / "texts").mkdir(exist_ok=True)
    texts = tomllib.loads((LAUNCHER / "texts.toml").read_text(encoding="utf-8"))
    for name, text in texts.items():
        _write(bundle / "texts" / f"{name}.txt", f"\n{text}", "gbk")


def _write(path: Path, text: str, encoding: str) -> None:
    # What a zip holds last: where it is there, everything is.
    filled = text.replace("@PYTHON_ZIPS@", PYTHON_ZIPS).replace("@LAST_MEMBER@", "python.exe")
    path.write_text(filled, encoding=encoding, newline="\r\n")


def write_pins(bundle: Path, wheels: Iterable[Wheel]) -> None:
    """The list that start.py installs, each file by its SHA-256."""
    lines = [wheel.pin for wheel in wheels if wheel.name not in NOT_INSTALLED]
    (bundle / PINS).write_text("".join(f"{line}\n" for line in lines), encoding="ascii", newline="\n")


def write_licences(bundle: Path, wheels: Sequence[Wheel]) -> None:
    """One paragraph for each package. Raises ValueError, naming the packages whose metadata tell no licence."""
    silent = [wheel.name for wheel in wheels if wheel.licence is None and wheel.name not in REMARKS]
    if silent:
        raise ValueError(f"no licence in the metadata of {', '.join(silent)}")
    head = "What is in this bundle, and under which licence, as its wheels say. The texts lie inside the wheels.\n"
    text = "\n".join([head, *(_licence_paragraph(wheel) for wheel in wheels)])
    (bundle / LICENCES).write_text(text, encoding="utf-8", newline="\r\n")


def _licence_paragraph(wheel: Wheel) -> str:
    rows = [f"{wheel.name} {wheel.version}", f"  licence: {wheel.licence or 'not in its metadata'}"]
    rows += [f"  remark: {REMARKS[wheel.name]}"] if wheel.name in REMARKS else []
    rows += [f"  home: {wheel.home}"] if wheel.home else []
    rows += [f"  text: {name}" for name in wheel.licence_files]
    return "\n".join(rows) + "\n"


def write_sums(bundle: Path) -> None:
    """SHA256SUMS over all other files, in the form that `sha256sum --check` reads."""
    names = sorted(path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file())
    lines = [f"{file_sha256(bundle / name)}  {name}\n" for name in names if name != SUMS]
    (bundle / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
