"""Answers in JSON, and errors in it: `{"error": {"code", "message", "place", "hint"}}`, in the user's words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from dangke_audio.errors import BusyError, ConfigError, DangkeError, UnknownDocumentError
from dangke_audio.studio.record import Complaint

JSON = "application/json"
SEALED, STATUS = "Studio-Sealed", "Studio-Status"
"""A page that sends the first gets refusals under status 200, and their own status in the second."""
_EXPECTED = frozenset({400, 404, 409, 500})


def refusal(status: int, message: str, *, place: str | None = None, hint: str | None = None) -> web.Response:
    """An error that has no exception."""
    return _error(status, Complaint("refused", message, place, hint))


@web.middleware
async def telling_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every expected failure, and the server's own refusals, as JSON."""
    try:
        if (request.content_length or 0) > request.client_max_size:  # refused before it is read
            return _too_large(request)
        return await handler(request)
    except DangkeError as error:
        return _error(409 if isinstance(error, BusyError) else 400, Complaint.of(error))
    except web.HTTPRequestEntityTooLarge:
        return _too_large(request)
    except web.HTTPMethodNotAllowed:
        return refusal(405, "这里不能这样操作")
    except web.HTTPNotFound:
        return refusal(404, "没有这个页面或文件", hint="请刷新页面")
    except UnknownDocumentError:
        return refusal(404, "没有这篇讲稿", hint="它可能已经被删除，请刷新页面")


@web.middleware
async def sealing_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A browser writes every refusal into its console as an error, also one that was foreseen and is told in place.

    So the page asks for them sealed (and cannot, for what `<audio>` fetches: there the browser says what it is for).
    What the guard refuses never comes here, nor do bugs, which have no JSON; published files are not meant.
    """
    response = await handler(request)
    is_asked = SEALED in request.headers or request.headers.get("Sec-Fetch-Dest") == "audio"
    if is_asked and request.path.startswith("/api/") and response.status in _EXPECTED and response.content_type == JSON:
        response.headers[STATUS] = str(response.status)
        response.set_status(200)
    return response


async def asked(request: web.Request) -> Mapping[str, Any]:
    """The object that a page sends. Raises ConfigError for anything else."""
    if request.content_type != JSON:
        raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
    try:
        content = await request.json()
    except (ValueError, RecursionError) as error:
        raise ConfigError("看不懂这个请求", hint="请刷新页面后再试") from error
    if not isinstance(content, dict):
        raise ConfigError("看不懂这个请求", hint="请刷新页面后再试")
    return content


def _too_large(request: web.Request) -> web.Response:
    return refusal(413, f"文件太大，最大 {request.client_max_size // 1_000_000} MB", hint="请检查是否选错了文件")


def _error(status: int, complaint: Complaint) -> web.Response:
    return web.json_response({"error": asdict(complaint)}, status=status)
