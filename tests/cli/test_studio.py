"""`dangke-audio studio` from a user's chair; tests/studio/ has what happens on its page."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.support.cli import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "党课")


def opened(project: Project, *arguments: str, **variables: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    return project.running("studio", "--port", "0", *arguments, **variables)


def line(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode()


def interrupted(process: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return process.returncode, out.decode(), err.decode()


def test_the_browser_is_opened(project: Project, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/asked"\n', encoding="utf-8")
    browser.chmod(0o755)
    with opened(project, BROWSER=str(browser)) as process:
        address = line(process).strip().removeprefix("工作室：")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert "党课录音工作室" in answer.read().decode()
        assert "Ctrl-C" in line(process)
        code, out, err = interrupted(process)
    assert (code, err) == (0, "")
    assert "已关闭" in out
    assert (tmp_path / "asked").read_text().strip() == address


def test_on_the_network(project: Project) -> None:
    with opened(project, "--lan", "--no-open", "--json") as process:
        told = json.loads(line(process))
        assert told["event"] == "studio"
        assert all("?key=" in address for address in told["addresses"])
        assert len({address.partition("?")[2] for address in told["addresses"]}) == 1
        code, _, err = interrupted(process)
    assert (code, err) == (0, "")


def test_interrupted_while_it_builds(project: Project) -> None:
    """What was begun is gone on with by the next one: tests/studio/test_making.py."""
    with opened(project, "--no-open", "--json", RECORDING_DELAY="0.3") as process:
        address = str(json.loads(line(process))["addresses"][0]).rstrip("/")

        def send(method: str, path: str, content: object) -> dict[str, object]:
            headers = {"Origin": address, "Content-Type": "application/json"}
            request = urllib.request.Request(f"{address}{path}", json.dumps(content).encode(), headers, method=method)
            with urllib.request.urlopen(request, timeout=20) as answer:
                told: dict[str, object] = json.loads(answer.read())
                return told

        one = send("POST", "/api/documents/text", {"text": project.script.read_text(encoding="utf-8")})["id"]
        send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]})
        send("POST", f"/api/documents/{one}/build", {})
        while not project.spoken():
            pass
        code, out, err = interrupted(process)
    assert (code, err) == (0, "")
    assert json.loads(out.splitlines()[-1]) == {"event": "stopped"}
    (record,) = project.folder.glob("工作室/*/studio.json")
    assert json.loads(record.read_bytes())["state"] == "running"


def test_a_port_that_is_taken(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = project.run("studio", "--no-open", "--port", str(taken.getsockname()[1]))
    assert (done.code, "已被别的程序占用" in done.err) == (1, True)
    assert project.run("studio", "--port", "70000").code == 2
