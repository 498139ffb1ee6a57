"""Names of files as they stand in links. Pure."""

import os
from urllib.parse import quote, unquote_to_bytes, urlsplit

from dangke_audio.errors import ConfigError

EXAMPLE = "https://example.com/audio/"


def link(path: str) -> str:
    """A path below the catalogue's folder as a relative link; `./` because of a `:` in the first part.

    E.g. `讲稿 1/收听.html` → `./%E8%AE%B2%E7%A8%BF%201/%E6%94%B6%E5%90%AC.html`.
    """
    return f"./{quoted(path)}"


def quoted(path: str) -> str:
    """Percent-encoded UTF-8; `/` stays. Names that are no UTF-8 (Linux) keep their bytes."""
    return quote(path, safe="/", errors="surrogateescape")


def unquoted(path: str) -> str | None:
    """The other way, once only; None where it is not well-formed."""
    try:
        return os.fsdecode(unquote_to_bytes(path))
    except UnicodeError:
        return None


def shelf_address(written: str) -> str:
    """The address that feed.xml is put under, ending in `/`, as ASCII. Raises ConfigError where it is none.

    E.g. `https://例子.cn/党课` → `https://xn--fsqu00a.cn/%E5%85%9A%E8%AF%BE/`.
    """
    try:
        parts = urlsplit(written.strip())
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:
        raise _not_an_address(written) from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or parts.query or parts.fragment:
        raise _not_an_address(written)
    path = quote(parts.path, safe="/%-._~!$&'()*+,;=:@", errors="replace")
    return f"{parts.scheme}://{host}{port}{path.rstrip('/')}/"


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    name = host.encode("idna").decode("ascii")
    if not all(character.isalnum() or character in "-._" for character in name):
        raise ValueError(host)
    return name


def _not_an_address(written: str) -> ConfigError:
    return ConfigError(
        "不是一个网址", place=written, hint=f"要以 http:// 或 https:// 开头，不带 ? 和 #，例如 {EXAMPLE}"
    )
