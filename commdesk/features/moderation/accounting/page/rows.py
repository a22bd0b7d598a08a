"""What the page of the account shows: columns of its table, numbers of its chart, bars in cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from commdesk.core.developing import Chart, Line, Reference
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.moderation.accounting.model import TRENDS, Account, TaskAccount, Trend
from commdesk.kit import theme
from commdesk.kit.rowpaint import RowDelegate
from commdesk.kit.rows import ROW_ROLE
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone

_BAR_HEIGHT = 6
_FIGURE = 46
_NONE = "–"


def _hours(value: Any, words: Words) -> str:
    return words.hours(value)


def _hours_if_any(value: Any, words: Words) -> str:
    return words.hours(value) if value else _NONE


def _count(value: Any, words: Words) -> str:
    return words.number(value) if value else _NONE


def _share(row: TaskAccount, words: Words) -> str:
    return _NONE if row.share is None else words.percent(row.share)


def _trend(value: Any, words: Words) -> str:
    return words(dict(TRENDS)[value])


def _trend_tone(row: TaskAccount) -> Tone | None:
    tones: dict[Trend, Tone] = {Trend.RISING: "good", Trend.FALLING: "warn"}
    return tones.get(row.trend)


def _name(row: TaskAccount, words: Words) -> str:
    return row.task or words("Total")


def _week(value: Any, words: Words) -> str:
    return words("{week} of {year}", week=value, year=str(value.year))


SHARE = "share"
TASK_COLUMNS = (
    TableColumn("task", N_("Moderation task"), 150, text=_name, stretches=True, sorts=False),
    TableColumn(SHARE, N_("Worked, %"), 130, text=_share, sorts=False),
    TableColumn("needed", N_("Needed"), 80, "right", _hours, sorts=False),
    TableColumn("worked", N_("Worked"), 84, "right", _hours, sorts=False),
    TableColumn("open", N_("Still open"), 92, "right", _hours, sorts=False),
    TableColumn("planned", N_("Planned"), 84, "right", _hours, sorts=False, needs=705),
    TableColumn("carried", N_("Carried over"), 156, "right", _hours_if_any, sorts=False,
                needs=1130),
    TableColumn("weeks_short", N_("Weeks short"), 118, "right", _count, sorts=False, needs=974),
    TableColumn("coming", N_("Coming"), 84, format=_hours_if_any, sorts=False,
                tone=lambda row: "bad" if row.coming else None),
    TableColumn("trend", N_("Trend"), 150, format=_trend, tone=_trend_tone, is_muted=True,
                sorts=False, needs=870),
)  # fmt: skip
WEEK_COLUMNS = (
    TableColumn("week", N_("Week"), 110, format=_week, sorts=False, stretches=True),
    TableColumn("needed", N_("Needed"), 90, "right", _hours, sorts=False),
    TableColumn("planned", N_("Planned"), 90, "right", _hours, sorts=False),
    TableColumn("worked", N_("Worked"), 90, "right", _hours, sorts=False),
)


def rows_of(account: Account) -> list[TaskAccount]:
    """Every task and under them the total; nothing when no week is over."""
    return [*account.tasks, account.total] if account.weeks else []


def chart_of(account: Account, words: Words) -> Chart:
    """Needed beside worked, week by week, and what a usual week asks from now on as a line."""
    weeks, weekly = account.by_week, account.total.weekly
    usual = Reference(
        weekly,
        say("usual week: {hours}", hours=words.hours(weekly)),
        say("What the moderation tasks ask for in a week."),
    )
    return Chart(
        "accounting-weeks",
        N_("Week by week"),
        N_("Are the hours that are needed worked?"),
        Text(""),
        tuple(week.week for week in weeks),
        (
            Line("accounting-needed", say("Needed"), tuple(week.needed for week in weeks)),
            Line("accounting-worked", say("Worked"), tuple(week.worked for week in weeks)),
        ),
        shape="columns",
        unit="minutes",
        references=(usual,) if weekly else (),
    )


class ShareDelegate(RowDelegate):
    """A bar of how much of what was needed is worked, and its figure beside it."""

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        is_selected: bool,
    ) -> None:
        share = index.data(ROW_ROLE).share
        inside = rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        figure = theme.px(_FIGURE)
        if share is not None and inside.width() > 2 * figure:
            _paint_bar(painter, inside.adjusted(0, 0, -figure - theme.GAP, 0), share, is_selected)
        painter.setFont(theme.font())
        painter.setPen(theme.tokens().colour("text"))
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle, str(index.data()))


def _paint_bar(painter: QPainter, room: QRect, share: float, is_selected: bool) -> None:  # noqa: FBT001 - as Qt paints
    now, height = theme.tokens(), theme.px(_BAR_HEIGHT)
    whole = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("edge" if is_selected else "line"))
    painter.drawRoundedRect(whole, height / 2, height / 2)
    whole.setWidth(whole.width() * min(share, 1.0))
    painter.setBrush(now.colour("accent"))
    painter.drawRoundedRect(whole, height / 2, height / 2)


def cut_choices(cuts: Sequence[int], words: Words) -> list[tuple[int, str]]:
    return [(each, words("{percent} less", percent=words.percent(each / 100))) for each in cuts]
