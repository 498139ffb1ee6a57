"""A client of the cluster, or a plain word about why there is none."""

import logging
import re
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dangke_audio.errors import ConfigError, EngineError

if TYPE_CHECKING:
    from distributed import Client

EXTRA = 'pip install "dangke-audio[cluster]"'
RETRY_S = 0.5
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:[^\s/:\[\]]+|\[[\da-fA-F:.%]+\]):\d{1,5}")
_TOLD_PACKAGES = ("python", "dask", "distributed", "msgpack", "cloudpickle")


def connect(address: str, timeout_s: float) -> "Client":
    """Raises ConfigError for an address that is none or a missing extra, EngineError where nobody answers."""
    if not _ADDRESS.fullmatch(address):  # dask would take ten seconds to find out
        hint = "写法是 tcp://机器名:端口，例如 tcp://192.168.1.10:8786"
        raise ConfigError(f"集群的地址不对：{address}", hint=hint)
    distributed = require_distributed()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", distributed.versions.VersionMismatchWarning
            )  # `mismatches` tells it in the user's words
            return distributed.Client(address, timeout=timeout_s, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise EngineError(
            f"{timeout_s:.0f} 秒没有连上集群：{address}",
            hint="请看那台机器上的 dask scheduler 是否在运行、端口是否被防火墙挡住；不加 --on 就在本机合成",
        ) from error


def connect_again(address: str, patience_s: float) -> "Client":
    """As `connect`, tried until somebody answers. Raises EngineError after `patience_s`."""
    deadline_s = time.monotonic() + patience_s
    while True:
        left_s = deadline_s - time.monotonic()
        try:
            return connect(address, max(RETRY_S, min(5.0, left_s)))
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


def mismatches(client: "Client") -> str | None:
    """Which of the packages that carry the tasks are not the same everywhere; None where all are."""
    found = client.get_versions()
    ours = found["client"]["packages"]
    others = {"调度端": found["scheduler"], **(found["workers"] or {})}
    told = [
        f"{name}：{package} {theirs}（本机 {ours.get(package)}）"
        for name, other in others.items()
        for package in _TOLD_PACKAGES
        if other and (theirs := other["packages"].get(package)) != ours.get(package)
    ]
    return "；".join(told) or None


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
