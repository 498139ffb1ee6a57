"""`dangke-audio shelf` and `dangke-audio serve` from a user's chair."""

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
from tests.cataloguing.lectures import lecture
from tests.support.cli import Project

POSIX_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.make(tmp_path / "党课")
    lecture(made.folder / "output", "讲稿")
    return made


def test_shelf(project: Project) -> None:
    done = project.run("shelf")
    assert done.code == 0, done.err
    assert "完成：1 篇讲稿" in done.out
    assert "--url" in done.out
    assert (project.folder / "output" / "index.html").is_file()
    assert b"http://127.0.0.1:8000/%E8%AE%B2" in (project.folder / "output" / "feed.xml").read_bytes()
    assert "内容没有变化" in project.run("shelf", "output/").out


def test_shelf_for_a_web_site(project: Project) -> None:
    done = project.run("shelf", "output", "--url", "https://example.com/党课", "--json")
    assert done.code == 0, done.err
    assert done.last["address"] == "https://example.com/%E5%85%9A%E8%AF%BE/"
    assert (done.last["event"], done.last["lectures"], len(done.last["changed"])) == ("shelf", 1, 2)


@pytest.mark.parametrize("command", ["shelf", "serve"])
def test_folders_that_hold_nothing(project: Project, command: str) -> None:
    (project.folder / "空").mkdir()
    for folder, said in (("没有", "没有这个文件夹"), ("空", "没有生成好的讲稿录音"), ("output/讲稿", "上一级")):
        done = project.run(command, folder)
        assert done.code == 1
        assert done.err.startswith("错误：")
        assert said in done.err
        assert len(done.err.splitlines()) == 1
    done = project.run(command, "空", "--json")
    assert (done.last["event"], done.last["code"]) == ("error", "source")


def test_a_wrong_address(project: Project) -> None:
    done = project.run("shelf", "--url", "example.com")
    assert done.code == 1
    assert "https://" in done.err


def served(project: Project, *arguments: str, **variables: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    """A running `serve` on a free port."""
    return project.running("serve", "--port", "0", *arguments, **variables)


def interrupted(process: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    """Ctrl-C, and what was said to the end."""
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")


@POSIX_SIGNALS
def test_serve_until_ctrl_c(project: Project) -> None:
    with served(project, "--json") as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert told["event"] == "serving"
        assert told["addresses"] == [f"http://127.0.0.1:{told['port']}/"]
        with urllib.request.urlopen(told["addresses"][0], timeout=20) as answer:
            assert "防范诈骗" in answer.read().decode()
        code, out, err = interrupted(process)
    assert (code, err) == (0, "")
    assert json.loads(out) == {"event": "stopped"}


@POSIX_SIGNALS
def test_what_people_are_told(project: Project) -> None:
    with served(project) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().decode() for _ in range(4)]
        assert lines[0].startswith("1 篇讲稿，在这台电脑上打开：http://127.0.0.1:")
        assert lines[1].endswith("/feed.xml\n")
        assert "--lan" in lines[2]
        assert "Ctrl-C" in lines[3]
        code, out, err = interrupted(process)
    assert (code, err) == (0, "")
    assert out.startswith("已停止")


@POSIX_SIGNALS
@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", True), ("gbk", False), ("ascii", False)])
def test_the_picture_for_phones(project: Project, encoding: str, shown: bool) -> None:
    with served(project, "--lan", PYTHONUTF8="0", PYTHONIOENCODING=encoding) as process:
        assert process.stdout is not None
        process.stdout.readline()
        address = process.stdout.readline()
        if "http" not in address.decode(encoding, "replace"):
            pytest.skip("this machine is in no network")
        line = process.stdout.readline()
        assert (b"\xe2\x96\x88" in line) is shown
        code, _, err = interrupted(process)
    assert (code, err) == (0, "")


def test_a_port_that_is_taken(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = project.run("serve", "--port", str(port))
    assert done.code == 1
    assert f"端口 {port}：已被别的程序占用" in done.err
    assert "--port" in done.err.partition("（")[2]


def test_a_port_that_is_none(project: Project) -> None:
    assert project.run("serve", "--port", "65536").code == 2


@POSIX_SIGNALS
def test_from_a_script_to_the_sentence_in_a_browser(tmp_path: Path) -> None:
    """Built, served, searched, and the hit followed into the lecture's own page, whose sound stands there."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.support.browser import chromium, complaints_of

    project = Project.make(tmp_path)
    assert project.build().code == 0
    with served(project, "output", "--json") as process, chromium() as browser:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["addresses"][0]
        page = browser.new_page()
        complaints = complaints_of(page)
        page.goto(address)
        page.fill("#query", "要认真学习")
        page.click(".hits a")
        page.wait_for_url("**/*.html#s*")
        mark = page.url.rpartition("#")[2]
        assert page.inner_text(f"#{mark}").strip().endswith("要认真学习。")
        page.wait_for_timeout(1000)
        assert page.evaluate("document.querySelector('audio').readyState") >= 1
        assert complaints == []
