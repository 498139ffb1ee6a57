"""Before anything is spoken the service is asked for its voices."""

import pickle

import pytest
from tests.support.edge_answers import Hang, Status
from tests.support.edge_server import ListAnswer, Listing, Page, edge_service

from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.edge.request import Timeouts
from dangke_audio.errors import EngineError

VOICE = "zh-CN-YunyangNeural"
TAIWAN = "zh-TW-HsiaoChenNeural"
HURRIED = EdgeEngine(timeouts=Timeouts(listing_s=0.3, closing_s=0.1))

pytestmark = pytest.mark.timeout(30)


def refusal(listing: ListAnswer, voice: str = VOICE, engine: EdgeEngine | None = None) -> EngineError:
    with edge_service(listings_then=listing) as service, service.in_process(), pytest.raises(EngineError) as caught:
        (engine or EdgeEngine()).prepare(voice)
    assert len(service.list_requests) == 2
    assert caught.value.hint
    return caught.value


def test_a_voice_that_is_there_is_fine() -> None:
    with edge_service() as service, service.in_process():
        for voice in (VOICE, "zh-CN-shaanxi-XiaoniNeural", TAIWAN):
            EdgeEngine().prepare(voice)
    assert len(service.list_requests) == 3
    assert service.connections == []


def test_all_voices_of_a_lecture_cost_one_question() -> None:
    engine = EdgeEngine().configured({"pitch": "+5Hz"})
    with edge_service() as service, service.in_process():
        for voice in (VOICE, "zh-CN-shaanxi-XiaoniNeural", TAIWAN, VOICE):
            engine.prepare(voice)
        assert len(service.list_requests) == 1
        with pytest.raises(EngineError, match="zh-CN-GoneNeural"):
            engine.prepare("zh-CN-GoneNeural")
    assert engine == EdgeEngine(pitch="+5Hz")
    assert pickle.loads(pickle.dumps(engine)) == engine


def test_a_list_of_no_use_is_asked_for_once() -> None:
    engine = EdgeEngine()
    with edge_service(listings=[Status(503), Status(503)]) as service, service.in_process():
        engine.prepare(VOICE)
        engine.prepare("zh-CN-YunjianNeural")
        assert len(service.list_requests) == 2
        engine.prepare(TAIWAN)  # not one of ours: this needs the true list
    assert len(service.list_requests) == 3


def test_a_voice_that_is_gone_is_told_with_those_that_are_there() -> None:
    others = Listing(("en-US-GuyNeural", "zh-CN-YunxiNeural"))
    with edge_service(listings_then=others) as service, service.in_process(), pytest.raises(EngineError) as gone:
        EdgeEngine().prepare(VOICE)
    assert VOICE in gone.value.message
    assert "zh-CN-YunxiNeural" in str(gone.value.hint)
    assert "en-US" not in str(gone.value.hint)


def test_a_name_that_is_none_costs_no_request() -> None:
    with edge_service() as service, service.in_process(), pytest.raises(EngineError, match="no-such-voice"):
        EdgeEngine().prepare("no-such-voice")
    assert service.list_requests == []


def test_a_refusal_says_how_to_upgrade() -> None:
    """The second request is the client's own, after looking at the clock."""
    error = refusal(Status(403))
    assert "python -m pip install -U edge-tts" in str(error)


def test_a_skewed_clock_is_no_matter() -> None:
    with edge_service(listings=[Status(403, skew_s=7200)]) as service, service.in_process():
        EdgeEngine().prepare(VOICE)
    assert len(service.list_requests) == 2


def test_a_service_that_does_not_answer_is_unreachable() -> None:
    error = refusal(Hang(), engine=HURRIED)
    assert "迟迟没有答完" in error.message


def test_one_failure_is_forgiven() -> None:
    with edge_service(listings=[Status(503)], listings_then=Listing((VOICE,))) as service, service.in_process():
        EdgeEngine().prepare(VOICE)
        with pytest.raises(EngineError):
            EdgeEngine().prepare(TAIWAN)
    assert len(service.list_requests) == 3


ODD: list[ListAnswer] = [
    Status(500), Status(503), Status(429), Page(""), Page("<html>"), Page("null"), Page("7"), Page("[]"), Page("{}"),
    Page("[7]"), Page('["zh-CN-YunyangNeural"]'), Page('[{"Name": 1}]'), Page('[{"ShortName": 1}]'),
    Page("[" * 100_000), Page('[{"ShortName": "zh-CN-YunyangNeural", "VoiceTag": 1}]'),
]  # fmt: skip


@pytest.mark.parametrize("listing", ODD, ids=lambda listing: repr(listing)[:40])
def test_where_the_list_is_of_no_use_our_own_must_do(listing: ListAnswer) -> None:
    with edge_service(listings_then=listing) as service, service.in_process():
        EdgeEngine().prepare(VOICE)
    assert len(service.list_requests) == 2
    refusal(listing, TAIWAN)
