"""Where the server is: in the house or not, through a proxy or not."""

import ipaddress
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from dangke_audio.errors import SynthesisError

_LOCAL_ENDINGS = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_USABLE_PROXIES = ("http", "https")
_PROXY_HINT = "请检查环境变量 HTTPS_PROXY、HTTP_PROXY（形如 http://主机:端口），或把服务器写进 NO_PROXY"


def is_local(host: str) -> bool:
    """Whether it is this machine or one in the same house: private addresses, names without a dot or of a local domain."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(_LOCAL_ENDINGS)
    return address.is_loopback or address.is_private or address.is_link_local


def host_of(url: str) -> str:
    """The host of an address that has one."""
    return urlsplit(url).hostname or ""


def place_of(url: str) -> str:
    """Host and port for people, nothing that could be secret: `127.0.0.1:8880`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "（地址不明）"
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return host if port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f"{host}:{port}"


def proxy_for(url: str) -> str | None:
    """The proxy that leads to a server, perhaps with a password in it; None for a local one and without any.

    The environment's (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), else the system's. Raises SynthesisError for one
    that cannot be used.
    """
    scheme, host = urlsplit(url).scheme, host_of(url)
    proxies = getproxies()
    named = proxies.get(scheme) or proxies.get("all")
    if not named or is_local(host) or proxy_bypass(host):
        return None
    proxy = named if "://" in named else f"http://{named}"  # HTTPS_PROXY=127.0.0.1:7890 is common
    kind = proxy.partition("://")[0].lower()
    if kind not in _USABLE_PROXIES:
        message = f"环境变量里的代理不能用：不支持 {kind}，只支持 http"
        raise SynthesisError(message, kind="settings", hint=_PROXY_HINT)
    if place_of(proxy) in {"", "（地址不明）"}:
        raise SynthesisError("环境变量里的代理不能用：地址的写法有误", kind="settings", hint=_PROXY_HINT)
    return proxy
