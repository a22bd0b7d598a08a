"""The concept of the invented network, room by room."""

from __future__ import annotations

import random
from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Scale
from commdesk.features.concept.interviews.demo import fill_interviews


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    fill_interviews(db, scale, rng, today)
