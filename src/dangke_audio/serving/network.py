"""The addresses that other machines of the same network reach this one by."""

import ipaddress

import psutil

# What containers and virtual machines talk over leads to no phone.
VIRTUAL = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "vethernet",
    "tun",
    "tap",
    "utun",
    "wg",
    "zt",
    "tailscale",
)
HOME_NETWORK = ipaddress.ip_network("192.168.0.0/16")


def lan_addresses() -> tuple[str, ...]:
    """IPv4 addresses, the likeliest first: of real interfaces before virtual ones, 192.168 before other private ones."""
    states = psutil.net_if_stats()
    found = {
        address.address: _rank(interface, address.address)
        for interface, addresses in psutil.net_if_addrs().items()
        if interface not in states or states[interface].isup
        for address in addresses
        if _is_reachable(address.address)
    }
    return tuple(sorted(found, key=lambda address: (found[address], ipaddress.ip_address(address))))


def _is_reachable(written: str) -> bool:
    """An IPv4 address that is neither this machine alone nor a stopgap without DHCP; hardware addresses are none."""
    try:
        address = ipaddress.IPv4Address(written)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)


def _rank(interface: str, written: str) -> tuple[bool, bool, bool]:
    address = ipaddress.IPv4Address(written)
    return interface.lower().startswith(VIRTUAL), address not in HOME_NETWORK, not address.is_private
