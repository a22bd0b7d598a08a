"""What was kept of a file that was moved or replaced while open counts among its copies."""

from __future__ import annotations

import shutil
from pathlib import Path

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.erasing.copies import kept_copies
from commdesk.core.paths import user_data
from tests.conftest import MovableClock


def test_it_is_named_beside_the_backups(workbook_path: Path, clock: MovableClock) -> None:
    folder = user_data() / "kept"
    folder.mkdir(parents=True)
    kept = {Path(shutil.copy(workbook_path, folder / name))
            for name in ("omgeving.commdesk", "omgeving-1.commdesk")}  # fmt: skip
    shutil.copy(workbook_path, folder / "ander.commdesk")
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        assert {each.backup.path for each in kept_copies(desk)} == kept
        assert not any(each.until for each in kept_copies(desk))
