"""How long interviews are kept: who it was, and what they said. Whether they are willing stays."""

from __future__ import annotations

from commdesk.core.retaining import Blanks, Retention
from commdesk.core.words import N_

_HELD = N_("the day of the interview")

RETENTION = (
    Retention(
        key="interviewees",
        title=N_("Who was interviewed and is no member"),
        counts_from=N_("the day of the interview, or the day planned for it"),
        why=N_(
            "A year to come back to them. The gate counts answers, not names; of a member the "
            "name goes with the member."
        ),
        rows="""
            SELECT id, coalesce(held_on, planned_on) AS since FROM interview
             WHERE member_id IS NULL AND (name <> '' OR email <> '' OR key IS NOT NULL)
        """,
        default_months=12,
        table="interview",
        is_people=True,
        blanks=(Blanks("interview", ("name", "email", "key")),),
    ),
    Retention(
        key="interview-texts",
        title=N_("What was said in interviews"),
        counts_from=_HELD,
        why=N_("The concept stands on it for the first two years; themes and counts stay."),
        rows="""
            SELECT id, held_on AS since FROM interview
             WHERE held_on IS NOT NULL AND (
                   would_do <> '' OR wants_back <> '' OR EXISTS (
                       SELECT 1 FROM interview_answer AS said WHERE said.interview_id = interview.id
                          AND (said.text <> '' OR said.quote <> '')))
        """,
        default_months=24,
        table="interview",
        blanks=(
            Blanks("interview", ("would_do", "wants_back")),
            Blanks("interview_answer", ("text", "quote"), by="interview_id"),
        ),
    ),
)
