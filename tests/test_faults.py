"""The fault table: hundreds of seeded faults, 0 holes, 0 wrong clips, 0 hangs, every failure explained.

`python -m pytest tests/test_faults.py -s` prints it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import get_args

import pytest
from tests.support import edge_answers as edge
from tests.support import speech_api_answers as api
from tests.support.edge_server import edge_service
from tests.support.fault_runs import Outcome, run, table, true_sounds
from tests.support.plugins.recording_engine import RecordingEngine
from tests.support.quick_engines import QuickEdge, QuickOpenAiApi
from tests.support.speech_api_server import speech_api

from dangke_audio.engines.edge.request import Timeouts
from dangke_audio.model.audio import Pcm

EDGE_VOICE = "zh-CN-YunyangNeural"
EDGE_RUNS = 26
API_RUNS = 26
TRY_S = 4.0
SAID = api.Well(speechlike=True)
FRAMINGS: tuple[api.Framing, ...] = get_args(api.Framing)
LOCAL_RUNS = 24


def edge_engine() -> QuickEdge:
    return replace(QuickEdge(), timeouts=Timeouts(connect_s=1.0, idle_s=0.6, total_s=1.8))


def edge_faults(rng: random.Random) -> edge.Answer:
    """Any fault of the read-aloud service."""
    byte = rng.randrange(0, 6000)
    faults: list[edge.Answer] = [
            edge.Status(403), edge.Status(403, skew_s=600), edge.Status(429), edge.Status(429, retry_after="1"),
            edge.Status(500), edge.Status(503), edge.NoAudio(), edge.Vanish(), edge.CutAt(byte), edge.CutAt(byte, abort=True),
            edge.Silent(), edge.Silent(byte), edge.Drip(0.3), edge.Chatter(0.1), edge.Flood(), edge.GarbageMessage("?", byte),
            edge.GarbageMessage(b"\x00", byte), edge.GarbageAudio(byte), edge.Damaged(rng.random()),
            edge.ShortAudio(rng.uniform(0.05, 0.7)), edge.LongAudio(), edge.Mute(), edge.OtherText(), edge.HalfText(),
            edge.NoWords(), edge.OtherForm(), edge.OtherForm(48, 16_000),
            ]  # fmt: skip
    return rng.choice(faults)


@pytest.fixture(scope="module")
def edge_truth() -> dict[str, Pcm]:
    with edge_service() as service, service.in_process():
        return true_sounds(edge_engine(), EDGE_VOICE)


def edge_outcome(seed: int, truth: dict[str, Pcm]) -> Outcome:
    rng = random.Random(seed)
    script = [edge_faults(rng) if rng.random() < 0.6 else edge.WELL for _ in range(14)]
    with edge_service(script) as service, service.in_process():

        def happened() -> Iterator[str]:
            answers = [connection.answer for connection in service.connections]
            return (_name(answer) for answer in answers if answer != edge.WELL)

        return run(seed, edge_engine(), EDGE_VOICE, truth, happened, TRY_S)


def _name(answer: edge.Answer) -> str:
    code = f" {answer.code}" if isinstance(answer, edge.Status) else ""
    return f"edge {type(answer).__name__}{code}"


def assert_sound(outcomes: Sequence[Outcome], least_faults: int) -> None:
    """What the table has to show."""
    print(f"\n{table(outcomes)}")
    assert sum(sum(outcome.faults.values()) for outcome in outcomes) >= least_faults
    for outcome in outcomes:
        assert (outcome.holes, outcome.wrong, outcome.unexplained) == (0, 0, 0), outcome
        assert outcome.seconds <= outcome.limit_s, outcome
    assert any(outcome.error is None for outcome in outcomes)
    assert any(outcome.error is not None for outcome in outcomes)


@pytest.mark.timeout(600)
def test_the_read_aloud_service(edge_truth: dict[str, Pcm]) -> None:
    assert_sound([edge_outcome(seed, edge_truth) for seed in range(EDGE_RUNS)], least_faults=130)


def api_engine(base_url: str) -> QuickOpenAiApi:
    options = {"base_url": base_url, "model": "m", "connect_s": 1.0, "idle_s": 0.6, "total_s": 1.8}
    return QuickOpenAiApi().configured(options)


def api_faults(rng: random.Random) -> api.Answer:
    """Any fault of a speech server, and a name for it."""
    byte = rng.randrange(0, 60_000)
    framing = rng.choice(FRAMINGS)
    faults: list[api.Answer] = [
            api.Status(400), api.Status(401), api.Status(403), api.Status(404), api.Status(422), api.Status(429),
            api.Status(429, retry_after="1"), api.Status(429, retry_after="3600"), api.Status(500), api.Status(503),
            api.page(), api.json_error(), api.empty(framing), api.garbage(seed=byte), api.silent(), replace(SAID, times=2),
            api.CutAt(byte, framing, well=SAID), api.CutAt(byte, framing, "reset"), api.CutAt(byte, framing, "silence"),
            api.Drip(0.1), api.Hang(), api.Vanish(), api.Vanish(reset=False), api.Huge(framing),
            replace(SAID, seconds_per_character=0.05), api.redirect("http://127.0.0.1:9/v1"), api.Raw(b"what?"),
            ]  # fmt: skip
    return rng.choice(faults)


def api_outcome(seed: int, truth: dict[str, Pcm]) -> Outcome:
    rng = random.Random(1000 + seed)
    script: list[api.Answer] = [api_faults(rng) if rng.random() < 0.6 else SAID for _ in range(14)]
    names = [_api_name(answer) for answer in script]
    with speech_api(script, then=SAID) as service:

        def happened() -> list[str]:
            return [name for name in names[: len(service.requests)] if name != "api Well"]

        return run(seed, api_engine(service.base_url), "voice", truth, happened, TRY_S)


def _api_name(answer: api.Answer) -> str:
    if isinstance(answer, api.Well) and answer != SAID:
        return "api silent, twice or hurried"
    code = f" {answer.code}" if isinstance(answer, api.Status) else ""
    return f"api {type(answer).__name__}{code}"


@pytest.mark.timeout(600)
def test_a_speech_server() -> None:
    with speech_api(then=SAID) as service:
        truth = true_sounds(api_engine(service.base_url), "voice")
    assert_sound([api_outcome(seed, truth) for seed in range(API_RUNS)], least_faults=70)


@pytest.mark.timeout(600)
def test_an_engine_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """One word of the lecture brings the fault every time, whole and in pieces; or whole only."""
    truth = true_sounds(RecordingEngine(), "tone")
    kinds = ("silent", "short", "long", "clipped", "gap", "wrong-rate", "error", "passing", "crash", "die")
    outcomes = []
    for seed in range(LOCAL_RUNS):
        kind = kinds[seed % len(kinds)]
        word = random.Random(seed).choice(["da4 jia1", "da4 jia1 ren4", "， ", "qun2 zhong4 lu4"])
        monkeypatch.setenv("RECORDING_FAULT", f"{word}={kind}")
        happened = [f"local {kind}"] * sum(word in text for text in truth)
        outcomes.append(run(seed, RecordingEngine(), "tone", truth, partial(iter, happened), 8.0))
    assert_sound(outcomes, least_faults=40)
