"""What tests of features share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.database import Database


@pytest.fixture
def db(workbook_path: Path) -> Iterator[Database]:
    """A fresh workbook without a desk, so that rows of any table can be put in as they are."""
    opened = Database.connect(workbook_path)
    for feature in FEATURES:
        if feature.prepare:
            feature.prepare(opened)
    yield opened
    opened.close()
