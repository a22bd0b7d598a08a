"""What every test of the kit stands on: a quiet host, English words, the look of the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.kit import theme
from tests.host import QuietHost


@pytest.fixture
def words() -> Words:
    return Words("en")


@pytest.fixture
def host(desk: Desk, words: Words) -> QuietHost:
    return QuietHost(desk, words)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The look of the program on every widget under test."""
    theme.apply(qapp, "light")
    yield
    qapp.setStyleSheet("")
