"""The studio as one aiohttp application: all routes are put together here, and nowhere else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from dangke_audio.studio.answers import sealing_refusals, telling_errors
from dangke_audio.studio.desk import Desk, ProofDocuments
from dangke_audio.studio.events import Hub
from dangke_audio.studio.guard import Guard, add_headers, guarding
from dangke_audio.studio.intake import LARGEST_BYTES, sweep
from dangke_audio.studio.jobs import Workshop
from dangke_audio.studio.listening import Listening
from dangke_audio.studio.pages import Addresses, Pages
from dangke_audio.studio.proof import proof_routes
from dangke_audio.studio.routes import Documents


@dataclass(frozen=True, slots=True)
class Studio:
    """An application, and what the server has to tell it."""

    app: web.Application
    addresses: Addresses


def studio_of(desk: Desk, guard: Guard) -> Studio:
    """The studio of one project folder."""
    hub = Hub()
    listening = Listening(desk)
    workshop = Workshop(desk, hub, listening)
    documents = Documents(desk, workshop, listening)
    pages = Pages(documents, hub, guard, Addresses())
    app = web.Application(
        client_max_size=LARGEST_BYTES, middlewares=[guarding(guard), sealing_refusals, telling_errors]
    )
    app.add_routes([*pages.routes(), *documents.routes(), *proof_routes(ProofDocuments(desk))])
    app.on_response_prepare.append(add_headers)

    async def working(_: web.Application) -> AsyncIterator[None]:
        sweep(desk)
        workshop.resume()
        work = asyncio.create_task(workshop.work())
        yield
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work

    async def leaving(_: web.Application) -> None:
        workshop.leave()
        hub.close()

    app.cleanup_ctx.append(working)
    app.on_shutdown.append(leaving)
    return Studio(app, pages.addresses)
