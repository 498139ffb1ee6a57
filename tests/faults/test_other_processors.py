"""Processors that make other samples of the same model may share a store: what one has spoken is not the other's."""

import os
import platform
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.cli import LECTURE, Project

from dangke_audio.engines.kokoro.model_file import joined_model

OLD, NEW = "Nehalem", "max"
EMULATOR = shutil.which("qemu-x86_64")
PROBE = """
import sys
from pathlib import Path
from dangke_audio.engines.kokoro.probe import run_probe
print(run_probe(Path(sys.argv[1])))
"""


def spoken_on(project: Project, processor: str, cache: Path, *more: str) -> dict[str, bytes]:
    """Build as that processor would; what is published."""
    done = project.build(*more, RECORDING_PROCESSOR=processor, DANGKE_AUDIO_CACHE=str(cache))
    assert done.code == 0, done.err
    return project.published()


def test_two_processors_that_share_a_store(tmp_path: Path) -> None:
    """One after the other, both at once, and one that goes on with the other's files."""
    alone = {
        processor: spoken_on(Project.make(tmp_path / f"alone {processor}"), processor, tmp_path / f"cache {processor}")
        for processor in (OLD, NEW)
    }
    assert alone[OLD].keys() == alone[NEW].keys()
    sound = [name for name in alone[OLD] if name.endswith((".mp3", ".m4b"))]
    assert sound
    assert all(alone[OLD][name] != alone[NEW][name] for name in sound)
    shared = tmp_path / "shared"
    assert spoken_on(Project.make(tmp_path / "first"), OLD, shared) == alone[OLD]
    moved = Project.make(tmp_path / "first")
    assert spoken_on(moved, NEW, shared) == alone[NEW]
    assert spoken_on(moved, OLD, shared) == alone[OLD]
    again = moved.build(RECORDING_PROCESSOR=OLD, DANGKE_AUDIO_CACHE=str(shared))
    assert again.last["synthesized"] == 0


def test_two_processors_at_once(tmp_path: Path) -> None:
    edited = LECTURE.replace("要认真学习。", "要认真领会。")
    projects = {processor: Project.make(tmp_path / processor, edited) for processor in (OLD, NEW)}
    with ThreadPoolExecutor(2) as at_once:
        both = at_once.map(lambda one: spoken_on(projects[one], one, tmp_path / "shared", "--jobs", "1"), projects)
        published = dict(zip(projects, both, strict=True))
    for processor in projects:
        clean = Project.make(tmp_path / f"clean {processor}", edited)
        assert published[processor] == spoken_on(clean, processor, tmp_path / f"cache {processor}")


@pytest.mark.speech
@pytest.mark.timeout(600)
@pytest.mark.skipif(EMULATOR is None, reason="qemu-user is not installed")
@pytest.mark.skipif((sys.platform, platform.machine()) != ("linux", "x86_64"), reason="processors of Intel and AMD")
def test_the_real_probe_tells_processors_apart(speech_cache: Path) -> None:
    """Emulated: a processor without AVX (2008), and one with all that the emulator knows. A minute."""
    model = joined_model(speech_cache / "models")
    with ThreadPoolExecutor(2) as both_cores:
        old, new = both_cores.map(lambda processor: probe_on(processor, model), (OLD, NEW))
    print(f"\nprobe on {OLD}: {old}, on {NEW}: {new}")
    assert len(old) == len(new) == 16
    assert old != new


def probe_on(processor: str, model: Path) -> str:
    assert EMULATOR is not None
    # OpenBLAS looks at the real processor, whatever the emulator says, and would use instructions that are not there.
    env = {**os.environ, "OPENBLAS_CORETYPE": "Nehalem"}
    command = [EMULATOR, "-cpu", processor, sys.executable, "-c", PROBE, str(model)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
