"""Words of running text, by jieba's dictionary and its model for unknown words.

rjieba is the same algorithm and dictionary in Rust, ready in 0.15 s; jieba itself takes 1.8 s and serves where
rjieba has no wheel (Windows on ARM). tests/segmenting keeps the two equal.
"""

import logging
import re
import tempfile
import warnings
from collections.abc import Callable
from functools import cache

# The dictionary is asked about runs of Han, letters and digits only (T恤 is a word): on everything else
# the two differ. Numbers and addresses (2.35, 9:00, www.12371.cn) are words, every other character stands alone.
_CODE = r"[A-Za-z0-9]+(?:[-./:@_,]+[A-Za-z0-9]+)+%?"
_RUN = re.compile(rf"(?P<code>{_CODE})|(?P<run>(?:(?!{_CODE})[A-Za-z0-9\u4e00-\u9fd5])+)|.", re.DOTALL)


def words(text: str) -> tuple[str, ...]:
    """Cut text into words; marks and blanks are words of their own, and joining all gives the text back."""
    return words_by(_segmenter(), text) if text else ()


def words_by(segment: Callable[[str], list[str]], text: str) -> tuple[str, ...]:
    """Cut text into words, asking `segment` about runs of Han, letters and digits."""
    found: list[str] = []
    for run in _RUN.finditer(text):
        found += segment(run["run"]) if run["run"] else [run[0]]
    return tuple(found)


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """The faster one of the two that is installed."""
    try:
        return rjieba_segmenter()
    except ImportError:
        return jieba_segmenter()


def rjieba_segmenter() -> Callable[[str], list[str]]:
    """Load rjieba. Raises ImportError where it has no wheel."""
    from rjieba import Jieba

    dictionary = Jieba()

    def segment(text: str) -> list[str]:
        return list(dictionary.cut(text))

    return segment


def jieba_segmenter() -> Callable[[str], list[str]]:
    """Load jieba, silently and apart from any other user of it.

    jieba writes its dictionary to a cache that all users of the machine share by name. Reading that back saves
    almost nothing, so the cache goes to a folder that is gone a moment later.
    """
    with warnings.catch_warnings():  # pkg_resources is deprecated; invalid escapes in its source
        warnings.simplefilter("ignore")
        import jieba
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    dictionary = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="dangke-audio-") as private:
        dictionary.tmp_dir = private
        dictionary.initialize()

    def segment(text: str) -> list[str]:
        return list(dictionary.cut(text))

    return segment
