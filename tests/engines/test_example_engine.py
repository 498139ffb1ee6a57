"""docs/examples/tone-engine: installed as a user would, found by its entry point, and it passes the driver."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "tone-engine"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has put the example, without asking any network."""
    target = tmp_path_factory.mktemp("site")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", target, EXAMPLE], check=True)
    return target


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(installed), str(ROOT), os.environ["PYTHONPATH"]])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


def test_it_passes_the_driver(installed: Path) -> None:
    program = (
        "from tests.support.engine_contract import run_contract\n"
        "from dangke_audio.engines.registry import load_engine\n"
        "run_contract(load_engine('tone'))\n"
        "run_contract(load_engine('tone', {'octave': 1}))\n"
    )
    done = run(installed, "-c", program)
    assert done.returncode == 0, done.stderr


def test_it_is_listed(installed: Path) -> None:
    done = run(installed, "-m", "dangke_audio", "engines")
    assert "声调演示" in done.stdout
    assert "dangke-audio-tone-engine 1.0" in done.stdout


def test_a_broken_engine_is_a_row_and_no_crash(tmp_path: Path) -> None:
    info = tmp_path / "broken_engine-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-engine\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text("[dangke_audio.engines]\nbroken = broken_engine:Engine\n")
    (tmp_path / "broken_engine.py").write_text("raise RuntimeError('no licence')\n")
    listed = run(tmp_path, "-m", "dangke_audio", "engines")
    assert listed.returncode == 0
    row = next(line for line in listed.stdout.splitlines() if line.startswith("broken"))
    assert "不能用" in row
    assert "no licence" in row
    assert "broken-engine 2.0" in row
    assert "kokoro" in listed.stdout
    assert run(tmp_path, "-m", "dangke_audio", "voices").returncode == 0
