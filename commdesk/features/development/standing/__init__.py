"""What stands out: the three sentences that matter this week, each by a written rule."""

from commdesk.features.development.standing.finding import nothing_stands_out, stands_out

__all__ = ["nothing_stands_out", "stands_out"]
