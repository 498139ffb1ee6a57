"""How 收听.html looks in Chromium: on the screen of a phone, in the dark, in large letters, on paper, to a screen reader."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.delivering.page.opened import is_in_sight, is_playing, opened, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_dark_by_the_system_and_by_the_button(browser: "Browser", embedded: Path) -> None:
    with opened(browser, embedded, dark=True) as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 21, 19)"
        page.locator("#dark").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 248)"
        page.reload()
        assert page.locator("#dark").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_nothing_overflows(browser: "Browser", embedded: Path, width: int) -> None:
    with opened(browser, embedded) as page:
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_is_a_clean_transcript(browser: "Browser", embedded: Path) -> None:
    """Black on white in letters for paper, however it looked on the screen."""
    with opened(browser, embedded, dark=True) as page:
        for _ in range(3):
            page.locator("#larger").click()
        page.locator("#s3").click()
        page.emulate_media(media="print")
        for hidden in ("nav", "#player", "#here", ".help", ".length"):
            assert not page.locator(hidden).first.is_visible()
        for shown, text in (("h1", "让党课更有味道"), (".by", "2024年5月1日"), ("#s3", "开场的第4句。")):
            assert page.locator(shown).inner_text() == text
            colour, size = page.evaluate(
                "s => (style => [style.color, parseFloat(style.fontSize)])(getComputedStyle(document.querySelector(s)))",
                shown,
            )
            assert colour == "rgb(0, 0, 0)"
            assert size < 24
        assert page.evaluate("getComputedStyle(document.getElementById('s3')).backgroundColor") == "rgba(0, 0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_letters_are_large_and_grow_and_the_player_stays(page: "Page") -> None:
    sizes = []
    for _ in range(4):
        sizes.append(float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.s')).fontSize)")))
        for button in ("#play", "#back", "#forward", "#speed", "#smaller", "#larger", "#dark", "#whole"):
            assert is_in_sight(page, button), (button, sizes)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if page.locator("#larger").is_enabled():
            page.locator("#larger").click()
    assert sizes[0] >= 20
    assert sizes == sorted(set(sizes))
    assert sizes[-1] >= 36


def test_buttons_are_large_enough_for_fingers(page: "Page") -> None:
    """48 px, as Android asks."""
    sizes = page.evaluate(
        """[].map.call(document.querySelectorAll('#player button:not(.hidden), #player select, nav button'),
        one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"""
    )
    assert len(sizes) == 10
    assert min(sizes) >= 48


def test_all_that_can_be_pressed_has_a_name(page: "Page") -> None:
    names = [page.get_by_role("button").nth(n).aria_snapshot() for n in range(page.get_by_role("button").count())]
    assert '- button "从这里播放：一、早的第1句。": ▶\ufe0e' in names
    assert len(set(names)) == len(names), "in a list of buttons they are told apart"
    assert page.get_by_role("slider", name="播放进度").count() == 1
    assert page.get_by_role("combobox", name="语速").count() == 1
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_lit_sentence_is_kept_in_view_unless_a_hand_scrolls(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 480})
    for _ in range(2):
        page.locator("#larger").click()
    page.keyboard.press("]")
    wait_until(page, "audio.currentTime > 0 && document.querySelector('#s4.lit')")
    page.wait_for_timeout(1500)
    assert is_in_sight(page, ".lit")
    assert not page.locator("#here").is_visible()
    page.mouse.move(200, 50)
    page.mouse.wheel(0, -5000)
    page.wait_for_timeout(300)
    page.wait_for_timeout(1500)
    assert page.evaluate("pageYOffset") == 0
    page.locator("#here").click()
    page.wait_for_timeout(900)
    assert is_in_sight(page, ".lit")
    assert not page.locator("#here").is_visible()


def test_scrolling_by_keys_and_bars_is_a_hand_too(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 480})
    page.locator("#s9").click()
    page.wait_for_timeout(1500)
    page.keyboard.press("Home")
    page.wait_for_timeout(2000)
    assert page.evaluate("pageYOffset") == 0
    assert is_playing(page)
