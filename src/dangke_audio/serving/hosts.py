"""Which names a request may call this machine by. Pure.

A page on the internet can point a name of its own at 127.0.0.1 and then read what is served there as if it were its own
(DNS rebinding). A browser still sends that name, so a name that is not this machine's is refused. An address in digits
cannot be pointed anywhere.
"""

import ipaddress
import re
from collections.abc import Set as AbstractSet

HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^\[\]:/@?#\s]+)(?::(?P<port>\d{1,5}))?")
LOCAL = frozenset({"localhost"})


def own_names(host_name: str) -> frozenset[str]:
    """What a machine of that name is called in its network: `stube`, `stube.local`; and `localhost`."""
    name = host_name.strip().lower().rstrip(".")
    if not name:
        return LOCAL
    short = name.partition(".")[0]
    return LOCAL | {name, short, f"{short}.local"}


def accepted_host(asked: str | None, names: AbstractSet[str]) -> str | None:
    """The `Host` as it may stand in an address, e.g. `192.168.1.5:8000`; None where it is missing or not ours."""
    found = HOST.fullmatch(asked or "")
    if found is None:
        return None
    name = found["name"].lower()
    if name not in names and not _is_address(name):
        return None
    return f"{name}:{int(found['port'])}" if found["port"] else name


def _is_address(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return (address.version == 6) == name.startswith("[")
