"""What items tell of the growth: replies per question, how soon the first, which have none.

A reply count is of now. On which day the first reply came is kept since the program asks it: of
weeks before that nobody can say which questions were still open.
"""

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Span
from commdesk.features.content.development.answering import first_reply, unanswered
from commdesk.features.content.development.queries import questions
from commdesk.features.content.development.replying import replies

__all__ = ["development"]


def development(db: Database, span: Span) -> list[Chart]:
    """Three charts about questions."""
    asked = questions(db, span.last_day)
    return [replies(asked, span), first_reply(asked, span), unanswered(asked, span)]
