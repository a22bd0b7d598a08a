"""The demo, made once for the tests of the report, and a copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.features.demo.build import DAY, Recipe, build
from tests.conftest import MovableClock


@pytest.fixture(scope="session")
def _demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=120, messages=600), 1, DAY))
    return path


@pytest.fixture
def demo_path(_demo_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_demo_once, tmp_path / "demo.commdesk"))


@pytest.fixture
def demo(demo_path: Path, clock: MovableClock) -> Iterator[Desk]:
    with Desk.open(demo_path, FEATURES, clock=clock) as opened:
        yield opened
