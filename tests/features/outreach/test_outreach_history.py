"""What History tells of outreach and of ambassadors: by the names on the pages, no columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commdesk.core.desk import Desk
from commdesk.core.feature import Feature
from commdesk.core.words import Words
from commdesk.features.ambassadors import FEATURE as AMBASSADORS
from commdesk.features.history.queries import list_lines, what_changed
from commdesk.features.outreach import FEATURE as OUTREACH
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message, set_result


@pytest.mark.parametrize("feature", [OUTREACH, AMBASSADORS], ids=["outreach", "ambassadors"])
def test_every_table_and_column_has_a_name_in_history(desk: Desk, feature: Feature) -> None:
    for table in feature.tables:
        columns = desk.db.column(f"SELECT name FROM pragma_table_info('{table}') WHERE NOT pk")
        assert columns
        for name in (table, *(f"{table}.{column}" for column in columns)):
            stored = name.rpartition(".")[2].replace("_", " ")
            assert str(desk.called(name)) != stored, f"{name} shows as it is stored"


def test_what_came_of_a_message_is_told_in_words(desk: Desk, add: Callable[..., int]) -> None:
    message = desk.do(log_message, MessageDraft(add(), text="Hoi"), now=desk.now())
    desk.do(set_result, message, "answered", today=desk.today(), reason="")
    words = Words("nl")
    newest = list_lines(desk.db)[0]
    (changed,) = (c for c in what_changed(desk, newest.id) if words(c.table) == "Bericht")
    assert changed.lines(words) == [
        "Fatma",
        "Resultaat: heeft geantwoord",
        "Resultaat op: ma 23 nov 2026",
        "Opvolgen op: ma 30 nov 2026 → –",
    ]
