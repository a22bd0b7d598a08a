"""Restricted is kept and not used: a name that is planted everywhere shows in nothing that acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Feature
from commdesk.core.journal import op
from commdesk.core.reporting import ReportScope
from commdesk.core.values import Period, Week
from commdesk.core.words import Text
from commdesk.features.demo.build import build
from commdesk.features.members import restrict
from tests.conftest import MovableClock

NAME = "Quirijn Zaltbommelhuis"


@op("Plant")
def plant(db: Database, member_id: int) -> None:
    first, last = NAME.split()
    values = {"id": member_id, "first": first, "last": last, "name": NAME}
    db.execute(
        """
        UPDATE member SET first_name = :first, infix = '', last_name = :last,
               sort_name = lower(:last || ' ' || :first) WHERE id = :id
        """,
        values,
    )
    for table in ("moderator", "interview", "theme"):
        db.execute(f"UPDATE {table} SET name = :name WHERE member_id = :id", values)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("restricted") / "demo.commdesk"
    build(path, FEATURES, today=date(2026, 11, 23)) 
    return path


def test_x(demo: Path) -> None:
    pass
