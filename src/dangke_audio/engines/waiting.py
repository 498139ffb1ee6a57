"""Asking a service without waiting longer than one is willing to: clocks that fire, and connections that are ended.

What engines need around aiohttp, whose own time-outs do not reach everything: a WebSocket that says nothing, a farewell
that is not returned, a look-up of a name that hangs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from dangke_audio.errors import SynthesisError

Result = TypeVar("Result")

CLOSING_ROUNDS = 3
"""A connection that is let go of is closed by the loop in its next rounds: TLS first, then what lies below it."""


@asynccontextmanager
async def within(seconds: float, closing_s: float, late: Callable[[float], SynthesisError]) -> AsyncIterator[None]:
    """Raises what `late` makes of it after `seconds`.

    When the time is up aiohttp takes leave of the service, and would wait ten seconds for its reply; the outer clock
    breaks that off.
    """
    try:
        async with asyncio.timeout(seconds + closing_s), asyncio.timeout(seconds) as clock:
            yield
    except TimeoutError:
        if not clock.expired():
            raise  # one of aiohttp's own
        raise late(seconds) from None


def run(work: Coroutine[object, object, Result], closing_s: float) -> Result:
    """Like `asyncio.run`, which would wait without end for a look-up of a name that hangs in its thread."""
    loop = asyncio.new_event_loop()
    # What matters comes to us as an exception; the loop would write tracebacks between the lines of progress.
    loop.set_exception_handler(lambda _loop, _context: None)
    connections = _recorded_connections(loop)
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(_tidy(connections, closing_s))
        loop.close()


def _recorded_connections(loop: asyncio.AbstractEventLoop) -> list[asyncio.WriteTransport]:
    """Every connection that is made from now on.

    aiohttp closes them politely: TLS takes leave and waits for a reply, for which nobody here is waiting.
    """
    connections: list[asyncio.WriteTransport] = []
    connect = loop.create_connection

    async def create_connection(*args: Any, **options: Any) -> tuple[asyncio.WriteTransport, asyncio.BaseProtocol]:
        transport, protocol = await connect(*args, **options)
        connections.append(transport)
        return transport, protocol

    loop.create_connection = create_connection  # type: ignore[assignment, method-assign]
    return connections


async def _tidy(connections: list[asyncio.WriteTransport], closing_s: float) -> None:
    """End what is still going on: tasks of aiohttp, answers that were left half-read, open connections."""
    loop = asyncio.get_running_loop()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.wait([*tasks, loop.create_task(loop.shutdown_asyncgens())], timeout=closing_s)
    for connection in connections:
        connection.abort()
    for _ in range(CLOSING_ROUNDS):
        await asyncio.sleep(0)


def retry_after_s(headers: Mapping[str, str] | None) -> float | None:
    """The header Retry-After, which holds seconds or a date (RFC 9110 §10.2.3); None for neither.

    A date is compared with the service's own clock where it tells it, because ours may be wrong.
    """
    asked = (headers or {}).get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    then = _moment(asked)
    if then is None:
        return None
    now = _moment((headers or {}).get("Date", "")) or datetime.now(UTC)
    return max(0.0, (then - now).total_seconds())


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
