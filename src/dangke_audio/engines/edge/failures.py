"""What can go wrong with the service: one function for each, giving the error with its kind, cause and remedy.

Nothing that a library says is passed on, so no address with a password or token gets into a message.
"""

from dangke_audio.errors import SynthesisError

LATER = "多半是暂时的，请过一会儿再试，也可以改用离线声音"
NETWORK = "请检查网络和代理，或改用离线声音（--engine kokoro）"
UPGRADE = "请升级 edge-tts（python -m pip install -U edge-tts）或改用离线声音"
PROXY = "请检查环境变量 HTTPS_PROXY（形如 http://主机:端口），或改用离线声音"

TOO_MANY_REQUESTS = 429
PROXY_PASSWORD = 407
PASSING_STATUSES = frozenset({408, 425})


class NoAnswerError(SynthesisError):
    """The service could not be reached, or went away without a word."""


def http_status(status: int, retry_after_s: float | None) -> SynthesisError:
    """The service answered with an HTTP status instead of speech."""
    said = f"在线语音服务拒绝了请求（HTTP {status}）"
    if status == TOO_MANY_REQUESTS:
        return SynthesisError(
            f"在线语音服务说请求太多（HTTP {status}）", kind="busy", retry_after_s=retry_after_s, hint=LATER
        )
    if 400 <= status < 500 and status not in PASSING_STATUSES:
        return SynthesisError(said, kind="refused", hint=UPGRADE)
    return SynthesisError(
        f"在线语音服务暂时出错（HTTP {status}）", kind="passing", retry_after_s=retry_after_s, hint=LATER
    )


def proxy_status(status: int, proxy: str) -> SynthesisError:
    """The proxy answered, and did not let us through."""
    if status == PROXY_PASSWORD:
        return SynthesisError(f"代理 {proxy} 要求用户名和密码，或给的不对", kind="settings", hint=PROXY)
    if 400 <= status < 500 and status != TOO_MANY_REQUESTS:
        return SynthesisError(f"代理 {proxy} 不允许访问在线语音服务（HTTP {status}）", kind="settings", hint=PROXY)
    return NoAnswerError(f"代理 {proxy} 连不上在线语音服务（HTTP {status}）", kind="passing", hint=NETWORK)


def proxy_unreachable(proxy: str) -> SynthesisError:
    """Nobody listens where the proxy should be."""
    return NoAnswerError(f"连不上代理 {proxy}", kind="offline", hint=PROXY)


def proxy_unusable(why: str) -> SynthesisError:
    """The environment names a proxy of a kind or form that the client cannot use."""
    return SynthesisError(f"环境变量里的代理不能用：{why}", kind="settings", hint=PROXY)


def unreachable() -> SynthesisError:
    """No such name, no route, connection refused."""
    return NoAnswerError("连不上在线语音服务", kind="offline", hint=NETWORK)


def untrusted() -> SynthesisError:
    """The certificate is not the service's."""
    hint = "请核对电脑的日期和时间，检查网络中有没有拆看加密连接的设备，或改用离线声音"
    return NoAnswerError("在线语音服务的证书不可信", kind="offline", hint=hint)


def broken_off() -> SynthesisError:
    """The connection ended before or within the answer."""
    return NoAnswerError("与在线语音服务的连接断了", kind="passing", hint=LATER)


def timed_out(seconds: float | None = None) -> SynthesisError:
    """Nothing came, or not all of it, in the time that is allowed."""
    limit = "" if seconds is None else f"（等了 {seconds:g} 秒）"
    return NoAnswerError(f"在线语音服务迟迟没有答完{limit}", kind="passing", hint=LATER)


def no_audio() -> SynthesisError:
    """An answer without sound: overload, now and then; always for a voice that is not there."""
    hint = "多半是暂时的，请过一会儿再试；若句句如此，这个声音可能已停用，请换一个声音或改用离线声音"
    return SynthesisError("在线语音服务没有给出声音", kind="passing", hint=hint)


def faulty(what: str) -> SynthesisError:
    """An answer that is not whole or not plausible."""
    return SynthesisError(f"在线语音服务的回答不完好：{what}", kind="passing", hint=LATER)


def unknown_voice(voice: str, known: tuple[str, ...]) -> SynthesisError:
    """The name cannot be that of a voice."""
    return SynthesisError(f"在线语音服务没有名为 {voice} 的声音", kind="settings", hint=f"可用的有：{'、'.join(known)}")


def unsuited_text(why: str) -> SynthesisError:
    """It will never do, however often it is sent."""
    return SynthesisError(f"这段文字不能交给在线语音服务：{why}", kind="text", hint="请改写这一句")
