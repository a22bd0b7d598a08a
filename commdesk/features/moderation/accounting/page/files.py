"""Files of the account: their names, and the Excel file of tasks, weeks and sentences."""

from __future__ import annotations

from pathlib import Path

from commdesk.core.sheets.writer import Workbook
from commdesk.core.words import Words, say
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import Account
from commdesk.features.moderation.accounting.sheet import (
    SHEET,
    TEXT_COLUMNS,
    WEEK_COLUMNS,
    WEEK_TOTALS,
    task_rows,
    week_rows,
)

EXCEL, PDF = ".xlsx", ".pdf"


def name_of(workbook: str, account: Account, words: Words) -> str:
    """Without its ending."""
    first, last = account.weeks[0], account.weeks[-1]
    return f"{workbook}-{words(SHEET.title)}-{first}-{last}"


def write(path: Path, account: Account, cut: Cut, name: str, words: Words) -> None:
    """Three sheets: the tasks with live formulas, the weeks, the sentences."""
    headline = wording.headline(account, words)
    title = f"{name}, {wording.which_weeks(account, words)}"
    book = Workbook(words, title=title)
    rows = task_rows(account, cut)
    book.add(say(SHEET.title), SHEET.columns, rows, SHEET.totals, headline)
    book.add(say("Week by week"), WEEK_COLUMNS, week_rows(account.by_week), WEEK_TOTALS)
    texts = [headline, *wording.sentences(account, cut, words)]
    book.add(say("In words"), TEXT_COLUMNS, [{"text": text} for text in texts])
    book.save(path)
