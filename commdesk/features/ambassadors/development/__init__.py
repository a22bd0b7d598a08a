"""What ambassadors tell of the growth: by stage, given and asked, who got what they look for."""

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Span
from commdesk.features.ambassadors.development.giving import balance, stages
from commdesk.features.ambassadors.development.looking import looking_for

__all__ = ["development"]


def development(db: Database, span: Span) -> list[Chart]:
    """Three charts, as it stood on the last day."""
    return [stages(db, span), balance(db, span), looking_for(db, span)]
