"""Programs that nobody here wrote. Tests with them are skipped where they are missing, but not where CI installed them."""

import os
import shutil
import subprocess

import pytest

INSTALLED = "DANGKE_FOREIGN_TOOLS"
"""Set by .ci/run once it has installed them: a tool that is missing then is a failure."""


def run_tool(name: str, *arguments: str) -> str:
    """What a tool says, on both streams; skips the test where it is not there."""
    if shutil.which(name) is None and not os.environ.get(INSTALLED):
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([name, *arguments], capture_output=True, check=True)
    return (done.stdout + done.stderr).decode("utf-8", "replace")
