"""What leaves the house by default names nobody who was rostered."""

from pathlib import Path

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Scale
from commdesk.core.values import Week
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.week.sheet import export_rows


def test_the_week_sheet_tells_of_shifts_without_the_names_of_moderators(tmp_path: Path) -> None:
    path = tmp_path / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale()))
    with Desk.open(path, FEATURES, read_only=True) as desk:
        scope = ExportScope((Week.of(DAY),), DAY, FEATURES)
        said = [desk.words(row["what"]) for row in export_rows(desk.db, scope)]
        moderators = desk.db.column("SELECT name FROM moderator")
    shifts = [text for text in said if text.endswith("(dienst)")]
    assert len(shifts) > 5
    assert len(moderators) > 3
    assert not [text for text in shifts if any(name in text for name in moderators)]
