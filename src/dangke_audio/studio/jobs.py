"""Builds, one at a time: a queue, a thread for the one under way, and what is told of it.

Everything but the build itself happens in the event loop. What is queued or running is written down with the document,
so that a killed server goes on where it was; the clips that were made are in the store by then.
"""

import asyncio
import threading
import time
import traceback
from dataclasses import asdict, replace

from dangke_audio.errors import DangkeError, StoppedError, StorageError, UnknownDocumentError
from dangke_audio.model.report import BuildReport, Progress
from dangke_audio.model.speech import Script
from dangke_audio.pipeline import build_lecture
from dangke_audio.preparing import Prepared
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.events import Hub
from dangke_audio.studio.listening import Listening
from dangke_audio.studio.record import Complaint, Record, State
from dangke_audio.studio.running import Running, how_far
from dangke_audio.studio.sections import Sections

TELL_S = 0.2
"""How often progress is told at most, except for the last of it."""


class Workshop:
    """The queue and the one who works on it."""

    def __init__(self, desk: Desk, hub: Hub, listening: Listening) -> None:
        self._desk = desk
        self._hub = hub
        self._listening = listening
        self._queue: list[str] = []
        self._running: Running | None = None
        self._wake = asyncio.Event()
        self._is_leaving = False
        self._unwritten: dict[str, Record] = {}
        """What a full disk did not take; the build's end is told all the same."""

    def resume(self) -> None:
        """Take up what a server before this one had not finished, in its order."""
        left = [(record.asked_ns, one) for one, record in self._desk.documents() if record.state in _UNFINISHED]
        self._queue += [one for _, one in sorted(left)]
        self._wake.set()

    def ask(self, document_id: str) -> None:
        """Put a document into the queue; one that waits or is worked on already stays as it is. Raises UnknownDocumentError."""
        record = self._desk.record(document_id)
        if self.holds(document_id):
            return
        self._desk.keep(document_id, replace(record, state="queued", asked_ns=time.time_ns(), complaint=None))
        self._unwritten.pop(document_id, None)
        self._queue.append(document_id)
        self._wake.set()
        self._tell(document_id)

    def stop(self, document_id: str) -> None:
        """Take it out of the queue, or stop it before its files get their names. Raises UnknownDocumentError."""
        if not self.holds(document_id):
            self._desk.record(document_id)
        if self._running and self._running.document_id == document_id:
            self._running.stop.set()
        elif document_id in self._queue:
            self._queue.remove(document_id)
            self._mark(document_id, "stopped")
            self._tell(*self._queue)
        self._tell(document_id)

    def holds(self, document_id: str) -> bool:
        """Whether it waits or is worked on."""
        return document_id in self._queue or bool(self._running and self._running.document_id == document_id)

    def announce(self, document_id: str) -> None:
        """Tell the pages that it has come or gone."""
        self._tell(document_id)

    def status(self, document_id: str) -> dict[str, object]:
        """How far it is, for the page. Raises UnknownDocumentError."""
        record = self._unwritten.get(document_id) or self._desk.record(document_id)
        told: dict[str, object] = {"state": record.state, "title": record.title}
        if record.complaint:
            told["error"] = asdict(record.complaint)
        if document_id in self._queue:
            told["state"] = "queued"
            told["ahead"] = self._queue.index(document_id) + (self._running is not None)
        if self._running and self._running.document_id == document_id:
            told |= {"state": "running", "is_stopping": self._running.is_stopping, **how_far(self._running)}
            told["ready"] = self._listening.ready(document_id)
        return told

    async def work(self) -> None:
        """Build what is asked for, until cancelled."""
        while True:
            while self._queue and not self._is_leaving:
                await self._build(self._queue.pop(0))
            self._wake.clear()
            await self._wake.wait()

    def leave(self) -> None:
        """The server goes: the build under way stops, as `stop` says, and stays written down as running."""
        self._is_leaving = True
        if self._running:
            self._running.stop.set()

    async def _build(self, document_id: str) -> None:
        self._running = running = Running(document_id, threading.Event(), time.monotonic())
        self._mark(document_id, "running")
        self._tell(document_id, *self._queue)
        try:
            building = asyncio.ensure_future(
                asyncio.to_thread(self._build_in_thread, running, asyncio.get_running_loop())
            )
            await asyncio.wait({building})
        finally:
            self._running = None
        self._settle(document_id, building)
        self._tell(document_id, *self._queue)

    def _build_in_thread(self, running: Running, loop: asyncio.AbstractEventLoop) -> BuildReport:
        desk, one = self._desk, running.document_id
        settings = desk.settings_of(one)
        told_s = 0.0

        def go_on() -> None:
            if running.stop.is_set():
                raise StoppedError

        def report(progress: Progress) -> None:
            nonlocal told_s
            go_on()
            now_s = time.monotonic()
            if now_s - told_s >= TELL_S or progress.done == progress.total:
                told_s = now_s
                self._listening.look(one)
                loop.call_soon_threadsafe(self._note, running.stop, progress)

        def on_script(prepared: Prepared, script: Script) -> None:
            go_on()
            self._listening.hold(one, Sections(prepared, settings, script))

        return build_lecture(desk.script_of(one), settings, report, on_script)

    def _note(self, stop: threading.Event, progress: Progress) -> None:
        if self._running and self._running.stop is stop:
            self._running = self._running.at(progress)
            self._tell(self._running.document_id)

    def _settle(self, document_id: str, building: "asyncio.Future[BuildReport]") -> None:
        """Write down how it ended; a bug is told too, and does not end the queue."""
        error = building.exception()
        if error is None:
            self._mark(document_id, "done", title=building.result().title)
        elif isinstance(error, UnknownDocumentError):  # removed by hand meanwhile
            self._unwritten.pop(document_id, None)
        elif isinstance(error, StoppedError):
            self._mark(document_id, "running" if self._is_leaving else "stopped")
        elif isinstance(error, DangkeError):
            self._mark(document_id, "failed", complaint=Complaint.of(error))
        else:
            traceback.print_exception(error)
            hint = "请把命令窗口里的报告发给开发者"
            self._mark(
                document_id, "failed", complaint=Complaint("bug", f"程序内部出错（{type(error).__name__}）", hint=hint)
            )

    def _mark(
        self, document_id: str, state: State, *, title: str | None = None, complaint: Complaint | None = None
    ) -> None:
        try:
            record = self._desk.record(document_id)
            record = replace(record, state=state, title=record.title if title is None else title, complaint=complaint)
            self._unwritten[document_id] = record
            self._desk.keep(document_id, record)
            del self._unwritten[document_id]
        except UnknownDocumentError:  # removed by hand meanwhile
            self._unwritten.pop(document_id, None)
        except StorageError as error:
            traceback.print_exception(error)

    def _tell(self, *document_ids: str) -> None:
        jobs: dict[str, object] = {}
        for one in document_ids:
            try:
                jobs[one] = self.status(one)
            except UnknownDocumentError:
                jobs[one] = None
        self._hub.publish({"jobs": jobs})


_UNFINISHED: tuple[State, ...] = ("queued", "running")
