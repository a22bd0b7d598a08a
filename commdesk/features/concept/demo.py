"""The concept of the invented network: every room tells its own part."""

from __future__ import annotations

import random
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Scale
from commdesk.features.concept.statement.demo import fill_statement


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Its versions first: what is tested belongs to one."""
    fill_statement(db, scale, rng, today)
