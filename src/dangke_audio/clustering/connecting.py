"""A client of the cluster, or a plain word about why there is none."""

import logging
import re
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dangke_audio.errors import ConfigError, EngineError

if TYPE_CHECKING:
    from distributed import Client

EXTRA = 'pip install "dangke-audio[cluster]"'
RETRY_S = 0.5
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:[^\s/:\[\]]+|\[[\da-fA-F:.%]+\]):\d{1,5}")


def connect(address: str, timeout_s: float, tell: Callable[[str], None]) -> "Client":
    """A client; `tell` hears of packages that are not the same everywhere.

    Raises ConfigError for an address that is none or a missing extra, EngineError where nobody answers.
    """
    if not _ADDRESS.fullmatch(address):  # dask would take ten seconds to find out
        hint = "写法是 tcp://机器名:端口，例如 tcp://192.168.1.10:8786"
        raise ConfigError(f"集群的地址不对：{address}", hint=hint)
    distributed = require_distributed()
    try:
        with warnings.catch_warnings(record=True) as warned:  # filters are for all threads, dask's too
            warnings.simplefilter("always", distributed.versions.VersionMismatchWarning)
            client = distributed.Client(address, timeout=timeout_s, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise EngineError(
            f"{timeout_s:.0f} 秒没有连上集群：{address}",
            hint="请看那台机器上的 dask scheduler 是否在运行、端口是否被防火墙挡住；不加 --on 就在本机合成",
        ) from error
    for one in warned:
        if issubclass(one.category, distributed.versions.VersionMismatchWarning):
            tell(f"提醒：集群里软件的版本不一致，可能出错：{mismatches(str(one.message))}")
    return client


def connect_again(address: str, patience_s: float, tell: Callable[[str], None]) -> "Client":
    """As `connect`, tried until somebody answers. Raises EngineError after `patience_s`."""
    deadline_s = time.monotonic() + patience_s
    while True:
        left_s = deadline_s - time.monotonic()
        try:
            return connect(address, max(RETRY_S, min(5.0, left_s)), tell)
        except EngineError as error:
            if left_s <= RETRY_S:
                raise EngineError(
                    f"集群的调度端断了，{patience_s:.0f} 秒没有恢复：{address}",
                    hint="已经读好的都保存了，恢复以后重新运行会接着做；不加 --on 就在本机合成",
                ) from error
        time.sleep(RETRY_S)


def disconnect(client: "Client") -> None:
    """Close it, whether or not the scheduler is still there."""
    with suppress(OSError, TimeoutError):
        client.close(timeout=2)


def mismatches(table: str) -> str:
    """Dask's table of packages (client, scheduler, workers) in one line of the user's words."""
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines() if "|" in line]
    return "；".join(
        f"{row[0]} 本机 {row[1]}，调度端 {row[2]}，各台机器 {row[3]}"
        for row in rows
        if len(row) == 4 and row[0] != "Package"
    )


def require_distributed() -> Any:
    """The module. What it logs about lost connections is told to the user by us, once and in his words.

    Raises ConfigError where the extra is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise ConfigError("还没有安装集群功能", hint=f"请运行：{EXTRA}") from error
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
