"""Which proxy leads to the service: the environment's (HTTPS_PROXY, ALL_PROXY, NO_PROXY …), else the system's.

It is handed to edge-tts, which by itself knows only WSS_PROXY.
"""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from dangke_audio.engines.edge import failures

SCHEMES = ("wss", "https", "all")
USABLE = ("http", "https")


def proxy_for(host: str) -> str | None:
    """The proxy's address, perhaps with a password in it, or None. Raises SynthesisError for one that cannot be used."""
    proxies = getproxies()
    named = next((proxies[scheme] for scheme in SCHEMES if proxies.get(scheme)), None)
    if named is None or proxy_bypass(host):
        return None
    proxy = named if "://" in named else f"http://{named}"  # HTTPS_PROXY=127.0.0.1:7890 is common
    kind = proxy.partition("://")[0].lower()
    if kind not in USABLE:
        raise failures.proxy_unusable(f"不支持 {kind}，只支持 http")
    if _address(proxy) is None:
        raise failures.proxy_unusable("地址的写法有误")
    return proxy


def without_password(proxy: str | None) -> str:
    """Host and port, to be shown to people."""
    return (_address(proxy) if proxy else None) or "（地址不明）"


def _address(proxy: str) -> str | None:
    try:
        parts = urlsplit(proxy)
        return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        return None
