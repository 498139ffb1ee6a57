"""index.html and feed.xml in the folder of the lectures."""

from dataclasses import dataclass
from pathlib import Path

from dangke_audio.cataloguing.addresses import shelf_address
from dangke_audio.cataloguing.feed import FEED_NAME, feed
from dangke_audio.cataloguing.index_page import index_page
from dangke_audio.cataloguing.reading import require_lectures
from dangke_audio.cataloguing.words import AUTHOR
from dangke_audio.durable import read_own, write_durably

INDEX = "index.html"
FEED = FEED_NAME


@dataclass(frozen=True, slots=True)
class WrittenShelf:
    """What was written."""

    lectures: int
    address: str
    """Where feed.xml says that the folder is."""
    index: Path
    feed: Path
    changed: tuple[Path, ...]
    """Those of the two whose bytes are new."""


def write_shelf(out: Path, base_url: str) -> WrittenShelf:
    """Write both; a file that says the same already is not touched.

    Raises SourceError (no lectures), ConfigError (no address), StorageError (cannot write, or a file of that name is
    somebody else's).
    """
    address = shelf_address(base_url)
    catalogue = require_lectures(out)
    contents = {out / INDEX: index_page(catalogue), out / FEED: feed(catalogue, address)}
    changed = tuple(path for path, content in contents.items() if read_own(path, AUTHOR) != content)
    for path in changed:
        write_durably(path, [contents[path]])
    return WrittenShelf(len(catalogue.lectures), address, out / INDEX, out / FEED, changed)
