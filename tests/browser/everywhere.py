"""Tests that run twice: with the site at a host's root, and below a folder of it."""

from __future__ import annotations

import pytest

BELOW_A_FOLDER = "/board/"
BASES = {"at-root": "/", "under-board": BELOW_A_FOLDER}

# A page differs between the two by its addresses only, so that what is about links, assets,
# feeds, search data or links to share runs at both; all else runs below a folder, the harder
# one, and test_access.py shows every kind of page at the root.
everywhere = pytest.mark.parametrize("site_url", BASES.values(), ids=[*BASES], indirect=True)
