"""Which IP addresses are on the public internet.

Python's `ipaddress.is_global` knows the registries of the day that version was made, and takes some
old forms for public. So the registries are here, as IANA published them on the date in `UPDATED`:

- IPv4: https://www.iana.org/assignments/iana-ipv4-special-registry/
- IPv6: https://www.iana.org/assignments/iana-ipv6-special-registry/
"""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address, ip_network

UPDATED = "2025-10-09"  # of both registries
# Blocks that are not globally reachable. A few addresses inside `192.0.0.0/24` and `2001::/23` are,
# for protocols that are not the web's: they are left out too.
NOT_PUBLIC_4 = {
    "0.0.0.0/8": "this network (RFC 791)",
    "10.0.0.0/8": "private use (RFC 1918)",
    "100.64.0.0/10": "shared address space (RFC 6598)",
    "127.0.0.0/8": "loopback (RFC 1122)",
    "169.254.0.0/16": "link-local (RFC 3927)",
    "172.16.0.0/12": "private use (RFC 1918)",
    "192.0.0.0/24": "IETF protocol assignments (RFC 6890)",
    "192.0.2.0/24": "documentation (RFC 5737)",
    "192.88.99.0/24": "former 6to4 relays (RFC 7526)",
    "192.168.0.0/16": "private use (RFC 1918)",
    "198.18.0.0/15": "benchmarking (RFC 2544)",
    "198.51.100.0/24": "documentation (RFC 5737)",
    "203.0.113.0/24": "documentation (RFC 5737)",
    "224.0.0.0/4": "multicast (RFC 5771)",
    "240.0.0.0/4": "reserved, and broadcast (RFC 1112, RFC 8190)",
}
NOT_PUBLIC_6 = {
    "::/96": "unspecified, loopback, and IPv4-compatible (RFC 4291)",
    "::ffff:0:0:0/96": "IPv4-translated (RFC 2765)",
    "64:ff9b:1::/48": "translation for local use (RFC 8215)",
    "100::/64": "discard only (RFC 6666)",
    "100:0:0:1::/64": "dummy prefix (RFC 9780)",
    "2001::/23": "IETF protocol assignments (RFC 2928)",
    "2001:db8::/32": "documentation (RFC 3849)",
    "3fff::/20": "documentation (RFC 9637)",
    "5f00::/16": "segment routing (RFC 9602)",
    "fc00::/7": "unique local (RFC 4193)",
    "fe80::/10": "link-local (RFC 4291)",
    "fec0::/10": "former site-local (RFC 3879)",
    "ff00::/8": "multicast (RFC 4291)",
}
_BLOCKS_4 = tuple(ipaddress.IPv4Network(block) for block in NOT_PUBLIC_4)
_BLOCKS_6 = tuple(ipaddress.IPv6Network(block) for block in NOT_PUBLIC_6)
_UNICAST = ip_network("2000::/3")  # all that IANA gives out (RFC 4291, 2.4)
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is globally reachable; False for text that is none.

    An IPv4 address inside an IPv6 one decides: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC
    3056), and both of Teredo's (RFC 4380).
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in block for block in _BLOCKS_4)
    if parsed.scope_id is not None:  # `fe80::1%eth0` is a place on this machine's network
        return False
    if inner := _embedded(parsed):
        return all(is_public(str(each)) for each in inner)
    return parsed in _UNICAST and not any(parsed in block for block in _BLOCKS_6)


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    found = address.ipv4_mapped or address.sixtofour
    return (found,) if found else address.teredo or ()
