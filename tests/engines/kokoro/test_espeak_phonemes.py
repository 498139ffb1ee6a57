"""espeak-ng as a dictionary: the same words, the same sounds, whatever was asked before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dangke_audio.engines import espeak_library
from dangke_audio.engines.kokoro import KokoroEngine
from dangke_audio.engines.kokoro.espeak_phonemes import espeak_version, ipa
from dangke_audio.errors import EngineError


@pytest.fixture
def fresh() -> Iterator[None]:
    """The library is loaded anew in the test, and again after it."""
    espeak_library.load.cache_clear()
    yield
    espeak_library.load.cache_clear()


def test_sounds_are_tied_and_stressed() -> None:
    assert ipa("China") == "t^ʃˈa^ɪnə"
    assert ipa("serve the people") == "sˈɜːv ðə pˈiːpə^l"
    assert espeak_version().startswith("1.")


def test_the_same_words_sound_the_same_first_and_as_the_hundredth_call(fresh: None) -> None:
    words = "there is a way to record a record"
    first = ipa(words)
    others = ["People", "the", "a", "What is this", "don't", "zzzz", "naïve", "人民", "...", "1921", "(x)", "to"]
    for number in range(100):
        ipa(" ".join(others[number % 12 : number % 12 + number % 4 + 1]))
    assert ipa(words) == first


def test_a_fresh_library_says_the_same(fresh: None) -> None:
    before = [ipa(word) for word in ("water", "better late than never")]
    espeak_library.load.cache_clear()
    assert [ipa(word) for word in ("water", "better late than never")] == before


def test_every_clause_is_read() -> None:
    assert ipa("good. better. best.") == f"{ipa('good')} {ipa('better')} {ipa('best')}"


@pytest.mark.parametrize("problem", ["import", "library", "data"])
def test_a_missing_library_is_explained(
    problem: str, monkeypatch: pytest.MonkeyPatch, fresh: None, tmp_path: Path
) -> None:
    import espeakng_loader

    nowhere = SimpleNamespace(
        get_data_path=lambda: str(tmp_path / "none"),
        get_library_path=lambda: (
            str(tmp_path / "none.so") if problem == "library" else espeakng_loader.get_library_path()
        ),
    )
    monkeypatch.setitem(sys.modules, "espeakng_loader", None if problem == "import" else nowhere)
    with pytest.raises(EngineError, match="espeak-ng") as error:
        ipa("word")
    assert error.value.hint is not None
    assert "espeakng-loader" in error.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links, and the limit is another one there")
def test_a_path_that_is_too_long_for_it_is_named(tmp_path: Path) -> None:
    """In a process of its own: a library that has its data already keeps them."""
    import espeakng_loader

    folder = tmp_path / ("x" * 100) / ("y" * 60)
    folder.mkdir(parents=True)
    data = folder / "espeak-ng-data"
    data.symlink_to(espeakng_loader.get_data_path())
    program = f"""
import espeakng_loader
from dangke_audio.engines.kokoro.espeak_phonemes import ipa
espeakng_loader.get_data_path = lambda: {str(data)!r}
try:
    ipa("word")
except Exception as error:
    print(type(error).__name__, error.hint)
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "EngineError 请把程序装到路径较短的文件夹"


def test_the_doctor_asks_for_it(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    lines = [line for line in KokoroEngine().check() if line.what == "espeak-ng"]
    assert [line.ok for line in lines] == [True]
    espeak_library.load.cache_clear()
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    (line,) = (line for line in KokoroEngine().check() if line.what == "espeak-ng")
    assert not line.ok
    assert "请重新安装" in line.detail
