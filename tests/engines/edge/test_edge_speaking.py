"""The unmodified client against a local service that answers well, and with every fault of the real one."""

import threading
from itertools import pairwise

import pytest
from tests.support.edge_answers import (
    Answer,
    Chatter,
    CutAt,
    Damaged,
    Drip,
    Flood,
    GarbageAudio,
    GarbageMessage,
    HalfText,
    LongAudio,
    NoAudio,
    NoWords,
    OtherForm,
    OtherText,
    ShortAudio,
    Silent,
    Status,
    Vanish,
    Well,
)
from tests.support.edge_messages import audio, metadata
from tests.support.edge_server import edge_service
from tests.support.edge_speech import speech

from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.edge.request import Timeouts
from dangke_audio.errors import SynthesisError

SENTENCE = "同志们，今天我们一起学习。"
VOICE = "zh-CN-YunyangNeural"
HURRIED = Timeouts(connect_s=0.6, idle_s=0.3, total_s=1.0, listing_s=0.3, closing_s=0.1)

pytestmark = pytest.mark.timeout(30)  # longer than any test takes, shorter than the client's own patience


def failure(answer: Answer, engine: EdgeEngine | None = None) -> SynthesisError:
    """What `speak` raises when every connection is answered so."""
    with edge_service(then=answer) as service, service.in_process(), pytest.raises(SynthesisError) as caught:
        (engine or EdgeEngine()).speak(SENTENCE, VOICE, 1.0)
    assert caught.value.hint
    return caught.value


def test_a_good_answer_becomes_sound_of_its_length() -> None:
    with edge_service() as service, service.in_process():
        pcm = EdgeEngine().speak(SENTENCE, VOICE, 1.0)
    assert pcm.rate_hz == 24_000
    assert abs(pcm.samples - len(speech(SENTENCE).mp3) // 144 * 576) <= 3 * 576


def test_the_request_says_what_the_profile_says() -> None:
    engine = EdgeEngine().configured({"pitch": "-5Hz", "volume": "+10%"})
    with edge_service() as service, service.in_process():
        engine.speak("A & B <好>", "zh-CN-liaoning-XiaobeiNeural", 0.9)
    asked = service.requests[0]
    assert asked.text == "A & B <好>"
    assert asked.voice == "zh-CN-liaoning-XiaobeiNeural"
    assert (asked.rate, asked.pitch, asked.volume) == ("-10%", "-5Hz", "+10%")
    assert '"wordBoundaryEnabled":"true"' in service.connections[0].settings
    assert "audio-24khz-48kbitrate-mono-mp3" in service.connections[0].settings
    assert service.proxy.asked == ["speech.platform.bing.com:443"]


def test_slower_is_longer() -> None:
    with edge_service() as service, service.in_process():
        usual, slow = (EdgeEngine().speak(SENTENCE, VOICE, speed) for speed in (1.0, 0.7))
    assert slow.samples > 1.15 * usual.samples


def test_two_at_once_do_not_disturb_each_other() -> None:
    lengths = {}
    with edge_service(then=Drip(0.005)) as service, service.in_process():

        def speak(text: str) -> None:
            lengths[text] = EdgeEngine().speak(text, VOICE, 1.0).samples

        threads = [threading.Thread(target=speak, args=(text,)) for text in ("好。", SENTENCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert service.peak == 2
    assert lengths["好。"] < lengths[SENTENCE]


def test_a_skewed_clock_is_put_right_by_the_client() -> None:
    with edge_service([Status(403, skew_s=600)]) as service, service.in_process():
        assert EdgeEngine().speak(SENTENCE, VOICE, 1.0).samples
    tokens = [connection.query["Sec-MS-GEC"] for connection in service.connections]
    assert all(first != second for first, second in pairwise(tokens))
    assert len(tokens) == 2


@pytest.mark.parametrize("answer", [Status(403), Status(403, skew_s=-3600), Status(403, date="soon"), Status(401)])
def test_a_service_that_refuses_us_is_not_asked_again(answer: Status) -> None:
    error = failure(answer)
    assert error.kind == "refused"
    assert "python -m pip install -U edge-tts" in str(error)
    assert "离线声音" in str(error)


def test_a_403_for_ever_costs_two_connections() -> None:
    with edge_service(then=Status(403)) as service, service.in_process(), pytest.raises(SynthesisError):
        EdgeEngine().speak(SENTENCE, VOICE, 1.0)
    assert len(service.connections) == 2


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (None, None),
        ("bald", None),
        ("-3", None),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Wed, 31 Dec 2025 23:00:00 GMT", 0.0),
    ],
)
def test_a_busy_service_says_when_to_come_back(header: str | None, seconds: float | None) -> None:
    error = failure(Status(429, date="Thu, 01 Jan 2026 00:00:00 GMT", retry_after=header))
    assert error.kind == "busy"
    assert error.retry_after_s == seconds


@pytest.mark.parametrize("code", [500, 502, 503, 504, 408])
def test_a_fault_of_the_server_passes(code: int) -> None:
    error = failure(Status(code))
    assert error.kind == "passing"
    assert str(code) in error.message


INCOMPLETE: dict[str, tuple[Answer, str]] = {
    "no audio": (NoAudio(), "没有给出声音"),
    "gone without a word": (Vanish(), "没有给出声音"),
    "closed before the sound": (CutAt(0), "没有给出声音"),
    "closed within the sound": (CutAt(3000), "没有传完"),
    "closed at a frame": (CutAt(144 * 40), "没有传完"),
    "aborted within the sound": (CutAt(3000, abort=True), ""),
    "aborted before the sound": (CutAt(0, abort=True), ""),
    "all of it, but the turn is not closed": (CutAt(1_000_000), "没有传完"),
    "bytes are lost": (Damaged(), "残缺"),
    "noise for sound": (GarbageAudio(), "残缺"),
    "another bitrate": (OtherForm(64), "格式"),
    "another rate": (OtherForm(48, 22_050), "格式"),
    "half of the sound": (ShortAudio(), "最后一个词"),
    "sound goes on": (LongAudio(), "最后一个词"),
    "sound without end": (Flood(), "长得不合情理"),
    "another text": (OtherText(), "不是送去的文字"),
    "half of the text": (HalfText(), "没有读全"),
    "words not told": (NoWords(), "没有说明"),
}


@pytest.mark.parametrize("case", INCOMPLETE)
def test_what_is_not_whole_is_not_taken(case: str) -> None:
    answer, words = INCOMPLETE[case]
    error = failure(answer)
    assert error.kind == "passing"
    assert words in error.message


def boundary(**changes: object) -> str:
    """A WordBoundary with something odd in it."""
    data = {"Offset": 0, "Duration": 1, "text": {"Text": "好"}, **changes}
    return metadata({"Metadata": [{"Type": "WordBoundary", "Data": data}]})


SENSELESS: dict[str, str | bytes] = {
    "text without header": "x",
    "empty text": "",
    "header without colon": "Path\r\n\r\n{}",
    "unknown path": "Path:nowhere\r\n\r\n{}",
    "bytes without header": b"x",
    "empty bytes": b"",
    "header longer than the message": b"\xff\xff" + b"Path:audio",
    "header without path": b"\x00\x04a:b\r\n",
    "sound of another type": audio(b"x", "audio/wav"),
    "metadata is no JSON": "Path:audio.metadata\r\n\r\n{",
    "metadata is a list": metadata([]),
    "metadata is deep": "Path:audio.metadata\r\n\r\n" + "[" * 100_000,
    "metadata is empty": metadata({"Metadata": []}),
    "metadata of unknown type": metadata({"Metadata": [{"Type": "Viseme"}]}),
    "no data": metadata({"Metadata": [{"Type": "WordBoundary"}]}),
    "data is null": metadata({"Metadata": [{"Type": "WordBoundary", "Data": None}]}),
    "offset is text": boundary(Offset="now"),
    "offset is infinite": boundary(Offset=float("inf")),
    "offset is huge": boundary(Offset=10**400),
    "offset is negative": boundary(Offset=-1),
    "duration is text": boundary(Duration="long"),
    "duration is no number": boundary(Duration=float("nan")),
    "word is a number": boundary(text={"Text": 7}),
}


@pytest.mark.parametrize("byte", [0, 3000])
@pytest.mark.parametrize("case", SENSELESS)
def test_a_senseless_message_is_a_passing_failure(case: str, byte: int) -> None:
    error = failure(GarbageMessage(SENSELESS[case], byte))
    assert error.kind == "passing"
    assert "看不懂" in error.message or "词的时间" in error.message


@pytest.mark.parametrize("answer", [Silent(), Silent(3000), Drip(0.06), Chatter(0.05)], ids=repr)
def test_a_service_that_says_nothing_is_left(answer: Answer) -> None:
    error = failure(answer, EdgeEngine(timeouts=HURRIED))
    assert error.kind == "passing"
    assert "迟迟没有答完" in error.message


def test_nothing_is_left_open(recwarn: pytest.WarningsRecorder, capfd: pytest.CaptureFixture[str]) -> None:
    """No unclosed connection, no task that is forgotten, not a word on the terminal (unraisable warnings fail too)."""
    answers = (Well(), CutAt(3000, abort=True), GarbageMessage("x"), Silent(3000), NoAudio(), Status(403))
    for answer in answers:
        with edge_service(then=answer) as service, service.in_process():
            try:
                EdgeEngine(timeouts=HURRIED if isinstance(answer, Silent) else Timeouts()).speak(SENTENCE, VOICE, 1.0)
            except SynthesisError:
                continue
    assert not recwarn.list
    assert capfd.readouterr().err == ""


def test_what_cannot_be_sent_is_not_sent() -> None:
    with edge_service() as service, service.in_process():
        for text in ("……！", "", "长" * 1500):
            with pytest.raises(SynthesisError) as unsuited:
                EdgeEngine().speak(text, VOICE, 1.0)
            assert unsuited.value.kind == "text"
        for voice in ("no-such-voice", "zh-CN-'/><x>Neural", ""):
            with pytest.raises(SynthesisError) as unknown:
                EdgeEngine().speak(SENTENCE, voice, 1.0)
            assert unknown.value.kind == "settings"
            assert "zh-CN-YunyangNeural" in str(unknown.value)
    assert service.connections == []
