"""What no other feature keeps: values in history."""

from __future__ import annotations

from commdesk.core import journal
from commdesk.core.retaining import WHY, Retention
from commdesk.core.words import N_

RETENTION = (
    Retention(
        key="history-values",
        title=N_("Values in history"),
        counts_from=N_("the day of the act"),
        why=N_(
            "To see and undo what was changed. Who did what kind of thing and when stays; what it "
            "changed can no longer be undone."
        ),
        rows=f"SELECT id, at AS since FROM journal_entry WHERE closed_because <> '{WHY}'",
        default_months=24,
        table="journal_entry",
        clear=lambda db, ids: journal.blank_entries(db, ids, why=WHY),
    ),
)
