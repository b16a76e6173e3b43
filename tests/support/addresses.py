"""tests/model/addresses.json: addresses, and what a browser and the board make of each.

The value is the host that a browser asks (with a port, if it is another than the scheme's own),
after `private`, `disguised` or `shortener` if the board refuses it. Or it is the reason why the
address can't be used: a name in `checking.field_texts.PARTS`.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.checking.rule_kit.hosts import disguise, is_private, shortener
from generator.model.web_address import AddressError, parse_address

FILE = Path(__file__).parent.parent / "model/addresses.json"
ADDRESSES: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
# The same in the browser, for each address.
IN_BROWSER = """async ([addresses, checks]) => {
    const { readAddress } = await import("/assets/board/post/check/address.js");
    const hosts = await import("/assets/board/post/check/hosts.js");
    return addresses.map((text) => {
        const address = readAddress(text, checks.address);
        if ("reason" in address) return address.reason;
        const { host, port } = address;
        const name = host.replace(/^www\\./, "");
        const kind = hosts.isPrivate(name, checks.hosts) ? "private "
            : hosts.disguise(name, checks.hosts) ? "disguised "
            : hosts.shortener(name, checks.hosts) ? "shortener " : "";
        return kind + host + (port && `:${port}`);
    });
}"""


def judged(text: str) -> str:
    """The value for an address."""
    try:
        address = parse_address(text)
    except AddressError as error:
        return error.reason
    name = address.host.removeprefix("www.")
    kinds = {"private": is_private, "disguised": disguise, "shortener": shortener}
    kind = next((f"{kind} " for kind, judge in kinds.items() if judge(name)), "")
    return kind + address.host + (f":{address.port}" if address.port is not None else "")
