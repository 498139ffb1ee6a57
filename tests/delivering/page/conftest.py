"""A lecture of tone bursts, delivered with the sound in its page and with the sound beside it; a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.delivering.page.bursts import bursts, page_of
from tests.delivering.page.opened import opened
from tests.support.editions import edition

from dangke_audio.delivering import listening
from dangke_audio.delivering.edition import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(bursts(), tmp_path_factory.mktemp("page") / "out")


@pytest.fixture(scope="session")
def embedded(lecture: Edition) -> Path:
    return page_of(lecture)


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = edition(bursts(), tmp_path_factory.mktemp("beside") / "out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening, "LARGEST_EMBEDDED_BYTES", 1000)
        return page_of(request)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.support.browser import chromium

    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: "Browser", embedded: Path) -> Iterator["Page"]:
    with opened(browser, embedded) as found:
        yield found
