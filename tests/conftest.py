"""What all tests share: the fake engine can be found, as an installed plug-in would be, and no test touches $HOME."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The first example of a property may load a dictionary; no test is about time.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

HERE = Path(__file__).parent
PLUGINS = HERE / "support" / "plugins"
sys.path.insert(0, str(PLUGINS))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PLUGINS), os.environ.get("PYTHONPATH", "")]))

SLOW = (
    *("faults/", "test_faults.py", "exporting/test_interruptions.py", "bundling/", "clustering/"),
    *("in_chromium.py", "test_whisper.py"),
)
"""Ends or beginnings of paths: what sweeps over every disk operation, starts clusters, bundles, a browser, a recognizer."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test` leaves to `make test-slow`."""
    for item in items:
        path = item.path.relative_to(HERE).as_posix()
        if path.startswith(SLOW) or path.endswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def private_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a cache of its own; those that speak for real ask for `speech_cache` instead."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(cache))
    return cache


@pytest.fixture(scope="session")
def kept_cache() -> Path:
    """A cache that stays between runs, so that real speech is made once on a machine."""
    folder = HERE.parent / ".pytest_cache" / "speech"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def speech_cache(kept_cache: Path, private_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """For tests with the real engine: the model joined once, clips kept."""
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(kept_cache))
    return kept_cache
