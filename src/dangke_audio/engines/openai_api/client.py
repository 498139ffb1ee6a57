"""Questions to the server: HTTP with time-outs that hold whatever it does, and no step further than asked.

aiohttp, because its waiting can be broken off anywhere (a look-up of a name, a header that drips in), which blocking
sockets do not allow. Nothing is taken from the environment but the proxy: no passwords from .netrc. Redirects are not
followed, for they would carry the key to another host.
"""

import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import aiohttp

from dangke_audio.engines.openai_api.addresses import host_of, is_local, place_of, proxy_for
from dangke_audio.engines.waiting import run, within
from dangke_audio.errors import SynthesisError

MOST_BYTES = 32 * 2**20
"""A minute and a half of 48 kHz stereo in 32 bits; no utterance is that long."""
CLOSING_S = 1.0
"""A server that does not answer a farewell is left after so long."""
_BROKEN_OFF = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
_PROXY_PASSWORD = 407
_LATER = "多半是暂时的，请过一会儿再试"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long, in seconds."""

    connect_s: float
    idle_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    """Names in any case."""
    body: bytes

    @property
    def is_measured(self) -> bool:
        """Whether HTTP itself says where the body ends; else it is where the connection ends, for whatever reason."""
        return "Content-Length" in self.headers or "Transfer-Encoding" in self.headers


def ask(url: str, waiting: Waiting, key: str | None, question: Mapping[str, object] | None = None) -> Answer:
    """GET, or POST of a question as JSON. Raises SynthesisError where no whole answer comes."""
    return run(_ask(url, waiting, key, question, proxy_for(url)), CLOSING_S)


async def _ask(
    url: str, waiting: Waiting, key: str | None, question: Mapping[str, object] | None, proxy: str | None
) -> Answer:
    connector = aiohttp.TCPConnector(ssl=_trust() if url.startswith("https:") else True, force_close=True)
    timeout = aiohttp.ClientTimeout(total=None, connect=waiting.connect_s)
    method = "GET" if question is None else "POST"
    try:
        async with (
            within(waiting.total_s, CLOSING_S, _late),
            aiohttp.ClientSession(
                connector=connector, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            ) as session,
        ):
            async with within(waiting.connect_s + waiting.idle_s, CLOSING_S, _late):
                response = await session.request(
                    method, url, json=question, headers=_headers(key), proxy=proxy, allow_redirects=False
                )
            with closing(response):
                return Answer(response.status, response.headers, await _body(response, waiting.idle_s))
    except (aiohttp.ClientError, OSError, EOFError) as error:
        raise _failure(error, url, proxy) from None  # aiohttp's errors hold the request, with the key in it


def _headers(key: str | None) -> dict[str, str]:
    headers = {"Accept": "audio/*, application/json", "Accept-Encoding": "identity", "User-Agent": "dangke-audio"}
    return headers if key is None else {**headers, "Authorization": f"Bearer {key}"}


async def _body(response: aiohttp.ClientResponse, idle_s: float) -> bytes:
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise _passing("服务器的回答是压缩过的，没有这样要求过")
    body = bytearray()
    while True:
        async with within(idle_s, CLOSING_S, _late):
            piece = await response.content.readany()
        if not piece:
            return bytes(body)
        body += piece
        if len(body) > MOST_BYTES:
            raise _passing("服务器的回答大得不合情理")


def _late(seconds: float) -> SynthesisError:
    return _passing(f"服务器迟迟没有答完（等了 {seconds:g} 秒）")


def _failure(error: BaseException, url: str, proxy: str | None) -> SynthesisError:
    """The error in our terms, most special classes first; nothing that a library says is passed on."""
    place = place_of(url)
    match error:
        case aiohttp.ClientHttpProxyError():
            return _proxy_failure(error.status, place_of(proxy or ""), place)
        case aiohttp.ClientProxyConnectionError():
            hint = "请检查环境变量 HTTPS_PROXY、HTTP_PROXY，或把服务器写进 NO_PROXY"
            return SynthesisError(f"连不上代理 {place_of(proxy or '')}", kind="offline", hint=hint)
        case aiohttp.ClientConnectorCertificateError():
            hint = "请核对 base_url 和电脑的日期；单位自己签发的证书，请用环境变量 SSL_CERT_FILE 指明"
            return SynthesisError(f"服务器 {place} 的证书不可信", kind="settings", hint=hint)
        case aiohttp.ClientSSLError():
            hint = "服务器若不用加密，base_url 请以 http:// 开头"
            return SynthesisError(f"与服务器 {place} 的加密连接建立不起来", kind="passing", hint=hint)
        case aiohttp.ClientConnectorError() if not isinstance(error.os_error, _BROKEN_OFF):
            return _unreachable(place, url)
        case TimeoutError():
            return _passing(f"服务器 {place} 迟迟没有接通")
        case aiohttp.ClientResponseError():
            return _passing(f"服务器 {place} 的回答不合 HTTP 的写法")
    return _passing(f"与服务器 {place} 的连接断了")


def _unreachable(place: str, url: str) -> SynthesisError:
    """No such name, no route, connection refused."""
    started = "语音服务是否已经启动、base_url 的端口对不对" if is_local(host_of(url)) else "网络、代理和 base_url"
    return SynthesisError(f"连不上服务器 {place}", kind="offline", hint=f"请检查{started}，或改用离线声音")


def _proxy_failure(status: int, proxy: str, place: str) -> SynthesisError:
    if status == _PROXY_PASSWORD:
        hint = "请在环境变量里写成 http://用户名:密码@主机:端口"
        return SynthesisError(f"代理 {proxy} 要求用户名和密码，或给的不对", kind="settings", hint=hint)
    if 400 <= status < 500:
        hint = "请换一个代理，或把服务器写进 NO_PROXY"
        return SynthesisError(f"代理 {proxy} 不允许访问 {place}（HTTP {status}）", kind="settings", hint=hint)
    return _passing(f"代理 {proxy} 连不上 {place}（HTTP {status}）")


def _passing(message: str) -> SynthesisError:
    return SynthesisError(message, kind="passing", hint=_LATER)


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificates, and SSL_CERT_FILE's; those of certifi where the system keeps none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(cafile=certifi.where())
    return context
