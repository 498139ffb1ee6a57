"""The first start, from the launcher's Python part on: a Python without pip, a wheelhouse, no network.

A virtual environment without pip stands in for the embeddable Python; what cmd does before it is not run here.
"""

import ensurepip
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest
from scripts.bundling.launcher import start as launcher
from scripts.bundling.layout import write_launcher, write_pins
from scripts.bundling.wheels import read_wheels
from tests.support.tiny_wheels import make_wheel

PIPS = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
pytestmark = pytest.mark.skipif(not PIPS, reason="this Python comes without the wheel of pip")
MAIN = "class cli:\n    commands = [{commands}]\n"
SAYS = "import sys\nimport below\nprint('program', *sys.argv[1:], below.VERSION)\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """In a folder with Chinese and blanks in its name."""
    bundle = tmp_path / "U 盘" / "党课 音频（一）"
    wheelhouse = bundle / "wheelhouse"
    write_launcher_and_wheels(bundle, "'studio'")
    shutil.copy(PIPS[0], wheelhouse)
    venv.create(bundle / "python", with_pip=False)
    return bundle


def write_launcher_and_wheels(bundle: Path, commands: str, version: str = "1.0") -> None:
    files = {
        "dangke_audio/__init__.py": "",
        "dangke_audio/__main__.py": SAYS,
        "dangke_audio/cli/__init__.py": "",
        "dangke_audio/cli/main.py": MAIN.format(commands=commands),
    }
    wheelhouse = bundle / "wheelhouse"
    for old in wheelhouse.glob("[!p]*.whl"):
        old.unlink()
    make_wheel(wheelhouse, "dangke-audio", version, requires=["below", "left-out-on-purpose"], files=files)
    make_wheel(wheelhouse, "below", version)
    write_launcher(bundle)
    write_pins(bundle, read_wheels(wheelhouse))


def start(bundle: Path) -> tuple[int, str]:
    """Started from elsewhere, as a shortcut would."""
    python = bundle / "python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    hostile = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": str(bundle / "nothing.ini")}
    environment = {**os.environ, **hostile, "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    line = [str(python), str(bundle / "start.py")]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", env=environment, cwd=bundle.parent, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_first_start_installs_and_the_next_ones_only_start(bundle: Path) -> None:
    code, told = start(bundle)
    assert code == 0, told
    assert "第一次使用" in told
    assert told.rstrip().endswith("program studio 1.0")
    shutil.rmtree(bundle / "wheelhouse")
    code, told = start(bundle)
    assert (code, told) == (0, "program studio 1.0\n")


def test_a_version_without_studio_shows_the_commands(bundle: Path) -> None:
    write_launcher_and_wheels(bundle, "'build'")
    code, told = start(bundle)
    assert code == 0
    assert "program --help 1.0" in told
    assert "dangke-audio build" in told


def test_a_newer_bundle_copied_over_it_is_installed(bundle: Path) -> None:
    start(bundle)
    write_launcher_and_wheels(bundle, "'studio'", "2.0")
    code, told = start(bundle)
    assert code == 0, told
    assert told.rstrip().endswith("program studio 2.0")


def test_a_damaged_file_is_told_and_mended_by_copying_again(bundle: Path) -> None:
    (whole,) = bundle.glob("wheelhouse/below-*.whl")
    good = whole.read_bytes()
    whole.write_bytes(good.replace(b'VERSION = "1.0"', b'VERSION = "1.O"'))
    code, told = start(bundle)
    assert code == 1
    assert "错误：" in told
    assert "已损坏" in told
    assert "Traceback" not in told
    whole.write_bytes(good)
    assert start(bundle)[0] == 0


@pytest.mark.parametrize("missing", ["wheelhouse", "wheels.txt"])
def test_a_bundle_that_was_not_copied_whole(bundle: Path, missing: str) -> None:
    target = bundle / missing
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    code, told = start(bundle)
    assert code == 1
    assert "文件不全" in told


def test_a_wheel_that_is_no_zip(bundle: Path) -> None:
    (cut,) = bundle.glob("wheelhouse/below-*.whl")
    cut.write_bytes(cut.read_bytes()[:100])
    code, told = start(bundle)
    assert code == 1
    assert f"{cut.name} 已损坏" in told


def test_the_embeddable_python_is_told_where_packages_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python312._pth").write_text(
        "python312.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n"
    )
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    launcher._let_packages_in()
    lines = (tmp_path / "python312._pth").read_text().splitlines()
    assert lines == ["python312.zip", ".", "Lib\\site-packages", "import site"]


def test_a_folder_that_lies_too_deep_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = make_wheel(tmp_path, "onnx", files={f"onnx/{'data/' * 20}model.pb": ""})
    monkeypatch.setattr(sys, "executable", f"D:/{'深' * 117}/python/python.exe")
    launcher._check_room([wheel])
    monkeypatch.setattr(sys, "executable", f"D:/{'深' * 118}/python/python.exe")
    with pytest.raises(launcher.RefusedError, match="太深"):
        launcher._check_room([wheel])


def test_a_disk_that_is_too_full_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = make_wheel(tmp_path, "a")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=launcher.SPARE_BYTES))
    with pytest.raises(launcher.RefusedError, match="磁盘空间不足：要 200 MB，只剩 200 MB"):
        launcher._check_room([wheel])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a stick whose switch stands at read-only."""
    bundle = tmp_path / "bundle"
    write_launcher_and_wheels(bundle, "'studio'")
    monkeypatch.chdir(bundle)

    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(launcher, "_let_packages_in", refuse)
    with pytest.raises(launcher.RefusedError, match="写不进这个文件夹"):
        launcher.install()
