"""What a schema cannot say: one rule a file, each on typed data.

A rule's module docstring is its page in the docs. `RULES` lists them all.
"""

from __future__ import annotations

from generator.rules import pay_below_floor
from generator.rules.base import Rule

RULES: tuple[Rule, ...] = (pay_below_floor.RULE,)
