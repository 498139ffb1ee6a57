"""Published lectures → a page that lists and searches them, and a feed for podcast apps."""

from dangke_audio.cataloguing.catalogue import Catalogue, CataloguedFile, CataloguedLecture
from dangke_audio.cataloguing.feed import feed
from dangke_audio.cataloguing.index_page import index_page
from dangke_audio.cataloguing.reading import read_catalogue, read_lecture, require_lectures
from dangke_audio.cataloguing.shelf import FEED, INDEX, WrittenShelf, write_shelf

__all__ = [
    "FEED",
    "INDEX",
    "Catalogue",
    "CataloguedFile",
    "CataloguedLecture",
    "WrittenShelf",
    "feed",
    "index_page",
    "read_catalogue",
    "read_lecture",
    "require_lectures",
    "write_shelf",
]
