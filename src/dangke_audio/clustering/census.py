"""Who is in the cluster, and who of them may work for us."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from dangke_audio.clustering.flights import ConnectionLostError
from dangke_audio.clustering.machine_facts import differences, facts
from dangke_audio.clustering.patience import Waiting
from dangke_audio.errors import EngineError

if TYPE_CHECKING:
    from distributed import Client

CENSUS_S = 0.5
"""Between two looks."""
RESTART_S = 1.0
"""Its nanny goes on with that, however long we wait for it."""


class Census:
    """The workers by address, and those that are not asked."""

    def __init__(self, waiting: Waiting, tell: Callable[[str], None]) -> None:
        self.workers: Mapping[str, int] = {}
        """Threads by address, of all that are there."""
        self._waiting = waiting
        self._tell = tell
        self._shunned: dict[str, str] = {}
        """By address: why a worker gets no more tasks."""
        self._looked_s = 0.0
        self._alone_since_s = time.monotonic()

    @property
    def threads(self) -> int:
        """Of those that may work."""
        return sum(threads for worker, threads in self.workers.items() if worker not in self._shunned)

    @property
    def allowed(self) -> frozenset[str] | None:
        """Who may have a task; None where that is everybody, also who comes later."""
        if self._shunned.keys().isdisjoint(self.workers):
            return None
        return frozenset(self.workers.keys() - self._shunned.keys())

    def take(self, client: "Client") -> None:
        """Look who is there, now and then. Raises ConnectionLostError; EngineError where for too long nobody is."""
        now_s = time.monotonic()
        if now_s - self._looked_s < CENSUS_S:
            return
        self._looked_s = now_s
        if client.status != "running":
            raise ConnectionLostError
        try:
            self.workers = client.nthreads()
        except OSError as error:
            raise ConnectionLostError from error
        if self.threads:
            self._alone_since_s = now_s
        else:
            self._wait_for_somebody(now_s)

    def _wait_for_somebody(self, now_s: float) -> None:
        refused = "；".join(dict.fromkeys(self._shunned[worker] for worker in self.workers if worker in self._shunned))
        patience_s = self._waiting.refused_s if refused else self._waiting.workers_s
        if now_s - self._alone_since_s > patience_s:
            if refused:
                hint = "请让各台机器装同样的版本、用同一类处理器；不加 --on 就在本机合成"
                raise EngineError(f"集群里没有一台机器能用：{refused}", hint=hint)
            hint = "请在别的机器上运行 dask worker，写法见 docs/cluster.md；已经读好的都保存了"
            raise EngineError(f"等了 {patience_s:.0f} 秒，集群里没有机器来干活", hint=hint)
        if not self.workers:
            self._tell("集群里现在没有机器，等它们加入……")

    def refuse(self, worker: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> None:
        """Ask a worker no more: its clips would not be ours."""
        if worker not in self._shunned:
            self._shunned[worker] = f"{theirs.get('machine', worker)}：{differences(ours, theirs)}"
            self._tell(f"不用 {worker}，{self._shunned[worker]}")

    def refuse_unfit(self, client: "Client", error: BaseException) -> None:
        """Find out who could not even understand a task. Raises EngineError where nobody is to blame."""
        ours = facts()
        try:
            told = client.run(facts, on_error="return")
        except OSError:  # the scheduler is gone; the next look finds that out
            return
        unfit = {
            worker: {"fault": f"没有装 dangke-audio，或者版本不同：{found}"} if isinstance(found, Exception) else found
            for worker, found in told.items()
            if isinstance(found, Exception) or found["dangke-audio"] != ours["dangke-audio"]
        }
        if not unfit.keys() - self._shunned.keys():
            raise EngineError(f"集群里出了错（{type(error).__name__}：{error}）", hint="请查看 dask worker 的输出")
        for worker, theirs in unfit.items():
            self.refuse(worker, ours, theirs)

    def restart(self, client: "Client", worker: str) -> None:
        """One that hangs: its nanny ends it and starts another; without a nanny it only gets no more tasks."""
        self._shunned[worker] = f"{worker} 停住不动了"
        self._tell(f"{worker} 停住不动，正在重新启动它")
        with suppress(OSError, ValueError):
            client.restart_workers([worker], timeout=RESTART_S, raise_for_error=False)
