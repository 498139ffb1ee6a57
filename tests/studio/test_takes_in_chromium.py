"""A secretary has a sentence read again, records it with a microphone, and the lecture has it: in a real browser."""

import json
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.delivering.page.opened import wait_until
from tests.studio.studios import Running
from tests.support.browser import complaints_of
from tests.support.proof_studio import running_studio, sample_desk
from tests.support.sound import speechlike

from dangke_audio.config import choose_profile, load_lexicon
from dangke_audio.preview import say_line
from dangke_audio.retaking.keeping import wave_bytes
from dangke_audio.transcoding import decode

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import CHROMIUM, FLAGS, chromium

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
TEXT = """关于春耕的讲话
同志们：
大家好，今天开会。
一、抓紧备耕
种子要备足，化肥也要备足。大家抓紧。
"""
WORDS = "种子要备足，化肥也要备足。"
MICROPHONE_HZ = 48_000
SOON_MS = 20_000
LONG_MS = 60_000
IN_SIGHT = """(() => {
  const note = document.querySelector('dialog .effect'), box = note.getBoundingClientRect();
  return note.contains(document.elementFromPoint(box.x + 5, box.y + box.height / 2));
})()"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the microphone hears: the sentence, by another voice than the lecture's, and silence around it."""
    folder = tmp_path_factory.mktemp("microphone")
    profile = choose_profile("espeak", None, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANGKE_AUDIO_CACHE", str(folder / "cache"))
        say_line(WORDS, replace(profile, voice="cmn+f2"), load_lexicon(folder), folder / "said.mp3")
    sound = decode((folder / "said.mp3").read_bytes(), MICROPHONE_HZ)
    silence = bytes(2 * MICROPHONE_HZ * 3 // 4)
    path = folder / "said.wav"
    path.write_bytes(wave_bytes(replace(sound, data=silence + sound.data + silence)))
    return path


@pytest.fixture(scope="module")
def browser(said: Path) -> Iterator[Browser]:
    capture = f"--use-file-for-fake-audio-capture={said}%noloop"
    names = "--host-resolver-rules=MAP village.test 127.0.0.1"
    with chromium("--use-fake-device-for-media-stream", capture, names) as found:
        yield found


def opened(browser: Browser, address: str, size: dict[str, int], *, may_hear: bool = True) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, permissions=["microphone"] if may_hear else []
    )
    page = context.new_page()
    page.set_default_timeout(SOON_MS)
    complaints = complaints_of(page)
    page.goto(address)
    return page, complaints


def open_takes(page: Page, written: str = WORDS) -> None:
    row = page.locator("article.sentence").filter(has=page.locator(".written", has_text=written)).first
    row.locator(".retake").click()
    expect(page.locator("dialog.takes li").first).to_be_visible()


def takes_of(page: Page) -> list[str]:
    return [text.split("\n")[-1].strip() for text in page.locator("dialog.takes .how").all_inner_texts()]


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_recorded_heard_and_made(
    browser: Browser,
    studio: Running,
    said: Path,
    tmp_path: Path,
    size: dict[str, int],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(studio.project.folder / "cache"))
    one = studio.brought(text=TEXT)
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "espeak", "editions": ["phone"]})
    page, complaints = opened(browser, f"{studio.served.local}#{one}/proof", size)

    def shoot(what: str) -> None:
        page.screenshot(path=tmp_path / f"{name}-{what}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{what}: wider than the screen"
        inside = "(d => !d || d.scrollWidth <= d.clientWidth)(document.querySelector('dialog'))"
        assert page.evaluate(inside), f"{what}: wider than the dialog"

    open_takes(page)
    shoot("1-takes")
    page.get_by_role("button", name="再读一遍").click()
    expect(page.locator("li.chosen .how")).to_have_text("2 慢一点（语速 0.96）")
    expect(page.locator("li.speaking .how")).to_have_text("2 慢一点（语速 0.96）")
    expect(page.locator("li.speaking")).to_have_count(0)
    page.get_by_role("button", name="自己录").click()
    expect(page.locator(".recorder .dot")).to_be_visible()
    wait_until(page, "document.querySelector('.level').value > 0.5")
    shoot("2-recording")
    expect(page.locator(".time")).to_have_text("5 秒")
    page.get_by_role("button", name="停止").click()
    expect(page.locator(".recorder .state")).to_contain_text("录好了，5.")
    shoot("3-recorded")
    page.get_by_role("button", name="试听").click()
    expect(page.locator(".recorder .listen")).to_have_text("■ 停")
    page.locator(".recorder .use").click()
    expect(page.locator("li.chosen .how")).to_contain_text("3 录音 话筒")
    expect(page.locator(".effect")).to_have_text("录音换上了")
    assert page.evaluate(IN_SIGHT), "what is told is not under anything"
    shoot("4-kept")
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("article .taken")).to_contain_text("第 3 个读法：录音 话筒")
    expect(page.locator("article .retake:focus")).to_have_count(1)
    shoot("5-row")
    if size is DESK:
        _make(page)
        _is_the_recording(studio, one, said)
        _go_back(page)
    assert complaints == []
    page.context.close()


def _make(page: Page) -> None:
    page.click("#tab-make")
    page.click("#build")
    expect(page.locator("#results")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#stale")).to_be_hidden()


def _go_back(page: Page) -> None:
    """To the usual sound, of which the lecture knows that it is another."""
    page.click("#tab-proof")
    open_takes(page)
    page.get_by_role("button", name="用 1 原来的读法").click()
    expect(page.locator("li.chosen .how")).to_have_text("1 原来的读法")
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("article .taken")).to_have_count(0)
    page.click("#tab-make")
    expect(page.locator("#stale")).to_be_visible()


def _is_the_recording(studio: Running, one: str, said: Path) -> None:
    """The sentence's only clip is the take, as the command line tells it, and sounds as what was said."""
    folder = next((studio.project.folder / "工作室" / one).glob("*.takes"))
    (take,) = folder.glob("*-3.wav")
    manifest: dict[str, Any] = json.loads((studio.project.out / "manifest.json").read_bytes())
    (sentence,) = [row for row in manifest["sentences"] if row["written"] == WORDS]
    assert sentence["end_clip"] - sentence["first_clip"] == 1
    heard, original = _envelope(take), _envelope(said)
    assert sentence["end_sample"] - sentence["start_sample"] == _samples(take)
    likeness = np.correlate(original - original.mean(), heard - heard.mean(), "valid")
    likeness /= len(heard) * heard.std() * original.std()
    assert likeness.max() > 0.8
    script = next((studio.project.folder / "工作室" / one).glob("*.txt")).relative_to(studio.project.folder)
    listed = studio.project.run("retake", str(script), "2", "2", "--list", "--voice", "espeak").out
    assert "* 3 录音 话筒" in listed
    assert str(take.name) in listed
    built = studio.project.run("build", str(script), "--voice", "espeak", "--json")
    assert (built.code, built.last["synthesized"], built.last["blocks_encoded"]) == (0, 0, 0), "both say the same"


def _samples(path: Path) -> int:
    with wave.open(str(path)) as sound:
        return int(sound.getnframes())


def _envelope(path: Path) -> NDArray[np.float64]:
    """How loud each hundredth of a second is."""
    with wave.open(str(path)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float64)
        window = sound.getframerate() // 100
    power = np.mean(samples[: len(samples) // window * window].reshape(-1, window) ** 2, axis=1)
    return np.asarray(np.sqrt(power))


def test_a_file_is_brought_and_what_is_wrong_with_it_is_told(browser: Browser, tmp_path: Path, said: Path) -> None:
    desk = sample_desk(tmp_path / "project", TEXT)
    with running_studio(desk) as address:
        page, complaints = opened(browser, address, DESK)
        open_takes(page, "同志们：")
        long = {"name": "长.wav", "mimeType": "audio/wav", "buffer": wave_bytes(speechlike(6 * 24_000))}
        page.locator("input[type=file]").set_input_files(long)  # type: ignore[arg-type]
        expect(page.locator("li.chosen .how")).to_have_text("2 录音 长.wav")
        expect(page.locator("dialog .effect.error")).to_contain_text("这一句约 3 个音节，录音却有 6")
        silent = {"name": "空.wav", "mimeType": "audio/wav", "buffer": said.read_bytes()[: 44 + MICROPHONE_HZ]}
        page.locator("input[type=file]").set_input_files(silent)  # type: ignore[arg-type]
        expect(page.locator("dialog .effect.error")).to_contain_text("录音里没有声音（请检查话筒")
        (tmp_path / "大.wav").write_bytes(bytes(20_000_001))
        page.locator("input[type=file]").set_input_files(tmp_path / "大.wav")
        expect(page.locator("dialog .effect.error")).to_contain_text("最大 20 MB")
        assert takes_of(page) == ["1 原来的读法", "2 录音 长.wav"]
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        assert [text for text in complaints if "400" not in text] == []  # a browser logs every refusal
        page.context.close()


def test_a_recording_is_not_lost_by_a_slip(browser: Browser, tmp_path: Path) -> None:
    """By keys alone, too."""
    with running_studio(sample_desk(tmp_path / "project", TEXT)) as address:
        page, complaints = opened(browser, address, DESK)
        row = page.locator("article.sentence").nth(2)
        row.locator(".retake").focus()
        page.keyboard.press("Enter")
        page.locator("dialog.takes .record").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".recorder .stop:focus")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog .effect.error")).to_contain_text("录音还没有用上")
        expect(page.locator(".time")).to_have_text("1 秒")
        expect(page.locator("dialog.takes li")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator(".recorder .listen:focus")).to_be_visible()
        expect(page.locator("dialog.takes li")).to_be_visible()
        page.get_by_role("button", name="不要了").click()
        expect(page.locator(".recorder")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(row.locator(".retake")).to_be_focused()
        assert complaints == []
        page.context.close()


def test_no_microphone_is_told_with_a_remedy(browser: Browser, tmp_path: Path) -> None:
    with running_studio(sample_desk(tmp_path / "project", TEXT)) as address:
        page, complaints = opened(browser, address, DESK, may_hear=False)
        open_takes(page)
        page.get_by_role("button", name="自己录").click()
        expect(page.locator("dialog .effect.error")).to_contain_text("把“麦克风”改成“允许”")
        expect(page.locator(".recorder")).to_be_hidden()
        page.context.close()
        deaf = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS])
        page, complaints = opened(deaf, address, DESK)
        open_takes(page)
        page.get_by_role("button", name="自己录").click()
        expect(page.locator("dialog .effect.error")).to_contain_text("没有找到话筒")
        deaf.close()
        page, complaints = opened(browser, address.replace("127.0.0.1", "village.test"), PHONE)
        open_takes(page)
        expect(page.locator("dialog .warning")).to_contain_text("浏览器不让用话筒")
        expect(page.get_by_role("button", name="自己录")).to_have_count(0)
        expect(page.get_by_role("button", name="选录音文件")).to_be_visible()
        page.screenshot(path=tmp_path / "phone-lan.png")
        assert complaints == []
        page.context.close()
