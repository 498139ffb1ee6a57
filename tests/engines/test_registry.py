"""Engines come through one door, the program's own and others'."""

from importlib.metadata import EntryPoint

import pytest

from dangke_audio.engines import registry
from dangke_audio.engines.registry import engine_names, engine_states, load_engine
from dangke_audio.errors import ConfigError, EngineError


def test_own_and_foreign_engines_are_found() -> None:
    assert {"kokoro", "recording"} <= set(engine_names())
    assert load_engine("kokoro").name == "kokoro"
    assert load_engine("recording").name == "recording"


def test_an_unknown_engine_lists_the_known_ones() -> None:
    with pytest.raises(EngineError) as refused:
        load_engine("none-such")
    assert "kokoro" in str(refused.value.hint)


@pytest.mark.parametrize("target", ["no_such_module:Engine", "json:NoSuchEngine", "os:sep"])
def test_a_broken_engine_is_an_explained_error(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    point = EntryPoint("broken", target, registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point])
    with pytest.raises(EngineError, match="broken 无法载入"):
        load_engine("broken")
    (state,) = engine_states()
    assert (state.name, state.engine) == ("broken", None)
    assert "broken" in str(state.fault)


def test_an_engine_gets_its_options() -> None:
    with pytest.raises(ConfigError, match="pitch"):
        load_engine("recording", {"pitch": "+2Hz"})


def test_states_name_the_package() -> None:
    states = {state.name: state for state in engine_states()}
    assert states["recording"].package == "recording-engine 1.0"
    assert states["recording"].fault is None
    assert states["kokoro"].package.startswith("dangke-audio ")
