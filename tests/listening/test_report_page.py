"""report.html as it is written, and as it plays in a browser, opened from disk."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import Project
from tests.support.planted_faults import Tape
from tests.support.tone_recognizer import SPRING, ToneRecognizer, words_of

from dangke_audio.listening import Ear, Heard, Threshold, listen_to, published_speech, write_report
from dangke_audio.listening.report_page import report_page
from dangke_audio.synthesizing import DiskStore

browser_tools = pytest.importorskip("tests.support.browser", reason="no browser tools")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """A lecture in which one sentence was lost after it was published."""
    folder = tmp_path_factory.mktemp("report")
    project = Project.make(folder, SPRING)
    assert project.build().code == 0
    speech = published_speech(project.out)
    number = next(n for n, each in enumerate(speech.sentences) if "检查水渠" in each.written)
    tape = Tape.of(speech)
    tape.write(speech.mp3, tape.silenced(number))
    ear = Ear(ToneRecognizer(words_of(project.out)), DiskStore(folder / "heard"))
    return listen_to(speech, ear, Threshold(), lambda _done, _total: None)


def with_words(heard: Heard, change: Callable[[str], str]) -> Heard:
    """With other words in what is told."""
    verdicts = tuple(
        replace(each, sentence=replace(each.sentence, written=change(each.sentence.written))) for each in heard.verdicts
    )
    return replace(heard, speech=replace(heard.speech, title=change(heard.speech.title)), verdicts=verdicts)


def test_nothing_of_a_lecture_is_markup(spoilt: Heard) -> None:
    page = report_page(with_words(spoilt, lambda words: f"<script>{{{{script}}}}&{words}"), 'a"b.mp3').decode()
    assert page.count("<script>") == 1
    assert "&lt;script&gt;{{script}}&amp;检查水渠" in page
    assert 'src="a%22b.mp3"' in page


def test_the_same_lecture_gives_the_same_page(spoilt: Heard) -> None:
    assert report_page(spoilt, "a.mp3") == report_page(spoilt, "a.mp3")


def test_its_button_plays_the_sentence_from_the_published_file(spoilt: Heard) -> None:
    report = write_report(spoilt)
    (verdict,) = spoilt.suspicious
    start_s = verdict.sentence.start / spoilt.speech.rate_hz
    with browser_tools.chromium() as browser:
        page = browser.new_page()
        complaints = browser_tools.complaints_of(page)
        page.goto(report.as_uri())
        page.get_by_role("button", name="播放第2章第3句").click()
        page.wait_for_selector("li.playing")
        played_s = page.evaluate("document.getElementById('sound').currentTime")
        assert start_s <= played_s < start_s + 2
        page.wait_for_selector("li.playing", state="detached")  # it stops where the sentence ends
        assert page.evaluate("document.getElementById('sound').paused")
        assert page.is_hidden("#fault")
        assert complaints == []


def test_it_says_so_where_the_sound_is_gone(spoilt: Heard) -> None:
    report = write_report(replace(spoilt, speech=replace(spoilt.speech, mp3=spoilt.speech.folder / "gone.mp3")))
    with browser_tools.chromium() as browser:
        page = browser.new_page()
        page.goto(report.as_uri())
        page.wait_for_selector("#fault", state="visible")


def test_a_title_with_marks_is_found_again(spoilt: Heard, tmp_path: Path) -> None:
    speech = replace(spoilt.speech, folder=tmp_path / "a", mp3=tmp_path / "a" / "100% #1?.mp3")
    page = write_report(replace(spoilt, speech=speech)).read_text("utf-8")
    assert 'src="../../a/100%25%20%231%3F.mp3"' in page
    assert os.sep == "/" or "\\" not in page.split('src="')[1].split('"')[0]
