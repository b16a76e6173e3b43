"""Finds employers whose domains are easy to confuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.checking.rule_kit.hosts import host_of, registered
from generator.model.employer import Employer

# Pairs of letters that look alike in most typefaces (Unicode TR 39, a part).
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": ""})
_SHORTEST = 4  # `abc.com` and `abd.com` are two companies


def domain_of(employer: Employer) -> str:
    """The registered domain of the employer's website, such as `acme.co.uk`."""
    return registered(host_of(employer.website))


def look_alikes(employers: Iterable[Employer]) -> Iterator[tuple[Employer, Employer]]:
    """Pairs of employers whose domains differ in one letter or look the same, sorted by id."""
    seen: dict[str, list[Employer]] = defaultdict(list)
    for employer in sorted(employers, key=lambda item: item.id):
        domain = domain_of(employer)
        keys = _keys(domain.split(".")[0])
        others = {other.id: other for key in keys for other in seen[key]}
        yield from ((other, employer) for other in others.values() if domain_of(other) != domain)
        for key in keys:
            if len(seen[key]) < _COMMON:
                seen[key].append(employer)


_COMMON = 20  # compare with the first of many that share a key, which is enough


def _keys(name: str) -> set[str]:
    """Two names share a key if one letter is left out, added or changed."""
    plain = name.replace("rn", "m").replace("vv", "w").translate(_ALIKE)
    if len(plain) < _SHORTEST:
        return set()
    if any(letter.isdigit() for letter in plain):
        return {plain}  # employer-12 and employer-13 are a series, not a fraud
    return {plain} | {plain[:at] + plain[at + 1 :] for at in range(len(plain)) if len(plain) > 5}
