"""Who may ask, and what for. A page of the internet that is open in the same browser may not.

- The name that the studio is called by must be this machine's (DNS rebinding; serving/hosts.py says more).
- What changes something must come from the studio's own page: `Origin` is its own, or, from browsers that leave that
  out, `Sec-Fetch-Site` says same-origin (Fetch Metadata, W3C). A form or script of another page has neither (CSRF).
- On the network (`--lan`) a token is needed: once in the address, from then on in a cookie. There are two: the studio's
  own, and one that only opens published files, which is what phones get by their camera.
"""

import hashlib
import secrets
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from dangke_audio.serving.answers import HEADERS
from dangke_audio.serving.hosts import accepted_host
from dangke_audio.studio.answers import refusal

KEY = "key"
"""Of the address."""
WORKING, LISTENING = "studio", "listen"
"""Names of cookies: who opens a phone's link in the studio's browser stays in the studio."""
FILES = "/files/"
SAFE_METHODS = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What requests are measured by."""

    names: AbstractSet[str]
    """What this machine is called."""
    token: str | None
    """None where only this machine can ask."""

    @property
    def listening_token(self) -> str | None:
        """Opens published files and nothing else; the other cannot be found out from it."""
        return self.token and hashlib.sha256(f"listen {self.token}".encode()).hexdigest()[:22]

    def host(self, request: web.BaseRequest) -> str | None:
        """As it may stand in an address; None where it is not this machine's."""
        hosts = request.headers.getall("Host", [])
        return accepted_host(hosts[0], self.names) if len(hosts) == 1 else None

    def why_refused(self, request: web.Request) -> web.Response | None:
        """The refusal; None for what may be asked."""
        host = self.host(request)
        if host is None:
            return refusal(421, "这里没有这个网站", hint="请用命令窗口里显示的地址打开")
        if not self._has_token(request):
            return refusal(403, "地址里缺少口令", hint="请用命令窗口里显示的完整地址打开，或扫描那里的二维码")
        site = request.headers.get("Sec-Fetch-Site")
        if request.method in SAFE_METHODS:
            is_foreign = site in ("cross-site", "same-site") and request.path.startswith("/api/")
        else:
            origins = request.headers.getall("Origin", [])
            is_foreign = origins != [f"http://{host}"] if origins else site != "same-origin"
            is_foreign = is_foreign or site not in (None, "same-origin")
        return refusal(403, "别的网页不能操作工作室") if is_foreign else None

    def admit(self, request: web.Request, response: web.StreamResponse) -> None:
        """Give the browser its cookie where the address held a token."""
        given = request.query.get(KEY)
        if given is not None and self.token is not None and not response.prepared:
            name = LISTENING if _same(given, str(self.listening_token)) else WORKING
            response.set_cookie(_cookie(name, request), given, httponly=True, samesite="Strict", path="/")

    def _has_token(self, request: web.Request) -> bool:
        if self.token is None:
            return True
        cookies = (request.cookies.get(_cookie(name, request), "") for name in (WORKING, LISTENING))
        known = [self.token]
        if request.method in SAFE_METHODS and request.path.startswith(FILES):
            known.append(str(self.listening_token))
        return any(_same(given, other) for given in (request.query.get(KEY, ""), *cookies) for other in known)


def _cookie(name: str, request: web.Request) -> str:
    """Cookies do not know of ports: two studios of one machine have two names."""
    port = request.headers.get("Host", "").rpartition(":")[2]
    return f"dangke_{name}_{port if port.isdecimal() else 80}"


def new_token() -> str:
    """128 bits, in letters of addresses."""
    return secrets.token_urlsafe(16)


def _same(given: str, known: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), known.encode())


def guarding(guard: Guard) -> Middleware:
    """The middleware that comes first."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        refused = guard.why_refused(request)
        if refused is not None:
            return refused
        response = await handler(request)
        guard.admit(request, response)
        return response

    return guarded


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """On every answer. A published page brings a policy of its own; ours would forbid its sound."""
    response.headers.update(HEADERS)
    if not request.path.startswith(FILES):
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cache-Control"] = "no-store"
