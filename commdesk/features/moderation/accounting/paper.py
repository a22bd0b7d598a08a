"""The account on paper: one page, landscape, for who never opens the program."""

from __future__ import annotations

from commdesk.core.printed import Grid, Printed, PrintedCell, Said
from commdesk.core.words import N_, Words
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import TRENDS, Account, TaskAccount

_HEADINGS = (
    N_("Moderation task"),
    N_("Needed"),
    N_("Worked"),
    N_("Worked, %"),
    N_("Still open"),
    N_("Carried over"),
    N_("Planned"),
    N_("Weeks short"),
    N_("Coming"),
    N_("Trend"),
)
_WIDTHS = (22, 8, 9, 10, 9, 13, 9, 9, 9, 14)
_FIGURES = frozenset(range(1, 8))
_NONE = "–"


def printed(account: Account, cut: Cut, name: str, words: Words) -> Printed:
    """The sentence, the tasks, the cut and the decisions; `name` is that of the community."""
    more = " ".join(wording.told(account, words))
    rows = [_row(task, words) for task in account.tasks]
    rows.append(_row(account.total, words))
    slips = [wording.after_cut(cut, words), *(f"·  {words(s.said)}" for s in cut.slipping)]
    kept = wording.kept(cut)
    slips += [words(kept)] if kept else []
    asked = wording.decisions(account, cut, words) or [words("There is nothing to decide now.")]
    return Printed(
        title=words("Accounting for hours"),
        line=f"{name}, {wording.which_weeks(account, words)}",
        is_landscape=True,
        parts=(
            Said(wording.headline(account, words), "section"),
            *([Said(more)] if more else []),
            Grid(tuple(map(words, _HEADINGS)), tuple(rows), _WIDTHS, _FIGURES),
            Said(words("What slips if hours are cut"), "section"),
            Said("\n".join(slips)),
            Said(words("Decisions asked"), "section"),
            Said("\n".join(f"·  {each}" for each in asked)),
        ),
    )


def _row(task: TaskAccount, words: Words) -> tuple[str | PrintedCell, ...]:
    coming = PrintedCell(words.hours(task.coming), "bad") if task.coming else _NONE
    return (
        task.task or words("Total"),
        words.hours(task.needed),
        words.hours(task.worked),
        _NONE if task.share is None else words.percent(task.share),
        words.hours(task.open),
        words.hours(task.carried) if task.carried else _NONE,
        words.hours(task.planned),
        words.number(task.weeks_short) if task.weeks_short else _NONE,
        coming,
        words(dict(TRENDS)[task.trend]),
    )
