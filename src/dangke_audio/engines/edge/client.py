"""The only file that talks to the service: edge-tts as it is, under our own time-outs, its errors made ours."""

import math
from collections.abc import AsyncIterator

import aiohttp
import edge_tts
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError, WebSocketError
from edge_tts.typing import TTSChunk

from dangke_audio.engines.edge import failures
from dangke_audio.engines.edge.acceptance import Answer, SpokenWord
from dangke_audio.engines.edge.proxy import proxy_for, without_password
from dangke_audio.engines.edge.request import HOST, SpeechRequest, Timeouts
from dangke_audio.engines.waiting import retry_after_s, run, within
from dangke_audio.errors import SynthesisError

TICKS_PER_SECOND = 10_000_000
MOST_AUDIO_BYTES = 2 * 2**20
"""Nearly six minutes: no utterance is that long, and a service gone mad must not fill the memory."""
MOST_WORDS = 10_000
MOST_TICKS = 3600 * TICKS_PER_SECOND

# Base classes of all that comes out of edge-tts and aiohttp. The last row is what edge-tts stumbles with over messages
# of a form that it does not expect: it splits, indexes and adds without looking.
CLIENT_ERRORS = (
    EdgeTTSException, aiohttp.ClientError, OSError, EOFError,
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
BROKEN_OFF = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)


def fetch_speech(request: SpeechRequest, timeouts: Timeouts) -> Answer:
    """Whatever the service answers; `check_answer` has to judge it. Raises SynthesisError."""
    proxy = proxy_for(HOST)
    return run(_speech(request, proxy, timeouts), timeouts.closing_s)


def fetch_voice_names(timeouts: Timeouts) -> tuple[str, ...]:
    """The names of all voices that the service has now. Raises SynthesisError."""
    proxy = proxy_for(HOST)
    return run(_voice_names(proxy, timeouts), timeouts.closing_s)


async def _speech(request: SpeechRequest, proxy: str | None, timeouts: Timeouts) -> Answer:
    communicate = edge_tts.Communicate(
        request.text,
        request.voice,
        rate=request.rate,
        pitch=request.pitch,
        volume=request.volume,
        boundary="WordBoundary",  # what the browser asks for, too; and it tells when the last word ends
        proxy=proxy,
        connect_timeout=math.ceil(timeouts.connect_s),
    )
    mp3 = bytearray()
    words: list[SpokenWord] = []
    stream = communicate.stream()
    async with within(timeouts.total_s, timeouts.closing_s, failures.timed_out):
        patience_s = timeouts.connect_s + timeouts.idle_s
        while (chunk := await _next(stream, proxy, patience_s, timeouts.closing_s)) is not None:
            patience_s = timeouts.idle_s
            if chunk["type"] == "audio":
                mp3 += chunk["data"]
            else:
                words.append(_word(chunk))
            if len(mp3) > MOST_AUDIO_BYTES or len(words) > MOST_WORDS:
                raise failures.faulty("声音长得不合情理")
    # Counts what came since the turn began, and is set to zero when the service closes the turn (edge-tts from 7.2.8 on).
    left_open = communicate.state.get("chunk_audio_bytes", 0)
    return Answer(bytes(mp3), tuple(words), said_done=left_open == 0)


async def _next(stream: AsyncIterator[TTSChunk], proxy: str | None, idle_s: float, closing_s: float) -> TTSChunk | None:
    """The next piece; None at the end, which comes also where the service just went away."""
    try:
        async with within(idle_s, closing_s, failures.timed_out):
            return await anext(stream, None)
    except CLIENT_ERRORS as error:
        raise _failure(error, proxy) from _shown_cause(error, proxy)


async def _voice_names(proxy: str | None, timeouts: Timeouts) -> tuple[str, ...]:
    try:
        async with within(timeouts.listing_s, timeouts.closing_s, failures.timed_out):
            names = tuple(voice["ShortName"] for voice in await edge_tts.list_voices(proxy=proxy))
    except CLIENT_ERRORS as error:
        raise _failure(error, proxy) from _shown_cause(error, proxy)
    if not names or not all(isinstance(name, str) for name in names):
        raise failures.faulty("声音名单是空的，或写法有变")
    return names


def _word(chunk: TTSChunk) -> SpokenWord:
    start, length = chunk["offset"], chunk["duration"]
    if not all(isinstance(ticks, int | float) and 0 <= ticks < MOST_TICKS for ticks in (start, length)):
        raise failures.faulty("词的时间不合情理")
    return SpokenWord(start / TICKS_PER_SECOND, (start + length) / TICKS_PER_SECOND, chunk["text"])


def _failure(error: BaseException, proxy: str | None) -> SynthesisError:
    """The error in our terms, most special classes first."""
    match error:
        case SkewAdjustmentError() if isinstance(error.__cause__, aiohttp.ClientResponseError):
            return _failure(error.__cause__, proxy)  # a 403 that does not say what time it is
        case aiohttp.ClientHttpProxyError():
            return failures.proxy_status(error.status, without_password(proxy))
        case aiohttp.ClientResponseError():
            return failures.http_status(error.status, retry_after_s(error.headers))
        case aiohttp.ClientConnectorError():
            return _connection_failure(error, proxy)
        case TimeoutError():
            return failures.timed_out()
        case NoAudioReceived():
            return failures.no_audio()
        case WebSocketError() | aiohttp.ClientConnectionError() | aiohttp.ClientPayloadError() | OSError() | EOFError():
            return failures.broken_off()
    return failures.faulty("收到的消息看不懂")


def _shown_cause(error: BaseException, proxy: str | None) -> BaseException | None:
    """Aiohttp's errors hold the proxy's whole address, which must not get into a log where it has a password."""
    return None if proxy and "@" in proxy else error


def _connection_failure(error: aiohttp.ClientConnectorError, proxy: str | None) -> SynthesisError:
    match error:
        case aiohttp.ClientProxyConnectionError():
            return failures.proxy_unreachable(without_password(proxy))
        case aiohttp.ClientConnectorCertificateError():
            return failures.untrusted()
        case aiohttp.ClientSSLError():
            return failures.broken_off()
    return failures.broken_off() if isinstance(error.os_error, BROKEN_OFF) else failures.unreachable()
