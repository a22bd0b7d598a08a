"""How long interviews are kept: who it was, and what they said. Whether they are willing stays."""

from __future__ import annotations

from commdesk.core.retaining import SOMEBODY, Blanks, Retention
from commdesk.core.words import N_

_HELD = N_("the day of the interview")

RETENTION = (
    Retention(
        key="interviewees",
        title=N_("Who was interviewed and is no member"),
        counts_from=N_("the day of the interview, or the day planned for it"),
        why=N_(
            "The concept stands on them for the first two years. That somebody was willing stays, "
            "for the gate; of a member all of it goes with the member."
        ),
        rows=f"""
            SELECT id, coalesce(held_on, planned_on) AS since FROM interview
             WHERE member_id IS NULL AND {SOMEBODY}
        """,
        default_months=24,
        table="interview",
        is_people=True,
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
