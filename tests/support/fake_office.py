"""A LibreOffice that is none: a program named soffice that does as told, and writes down how it was called."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

_PROGRAM = """#!{python}
import json, os, pathlib, subprocess, sys, time
here = pathlib.Path({here!r})
profile = next(a for a in sys.argv if a.startswith("-env:UserInstallation=file://"))[len("-env:UserInstallation=file://"):]
settings = (pathlib.Path(profile) / "user" / "registrymodifications.xcu").read_text()
made, source = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1]), pathlib.Path(sys.argv[-1])
call = {{"arguments": sys.argv[1:], "settings": settings, "source": source.name, "bytes": source.read_bytes().hex()}}
(here / "call.json").write_text(json.dumps(call))
if {mode!r} == "hang":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (here / "child").write_text(str(child.pid))
    time.sleep(60)
if {mode!r} == "convert":
    made.mkdir()
    (made / (source.stem + ".docx")).write_bytes(b"converted")
sys.exit(0)
"""


def install(folder: Path, mode: str) -> None:
    """Put `soffice` into a folder. `mode`: convert, refuse (makes nothing, as LibreOffice does), hang."""
    program = folder / "soffice"
    program.write_text(_PROGRAM.format(python=sys.executable, here=str(folder), mode=mode), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def last_call(folder: Path) -> dict[str, Any]:
    """arguments, settings (of the profile), source (its name) and bytes (hexadecimal)."""
    call: dict[str, Any] = json.loads((folder / "call.json").read_text(encoding="utf-8"))
    return call
