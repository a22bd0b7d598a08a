"""The pane beside the list: one item, and under it the people whom it may concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.content.fitting import Fit
from commdesk.features.content.matching import who_looks_for_item, who_might_answer_item
from commdesk.features.content.model import Item, Kind
from commdesk.features.content.page.rows import kind_words
from commdesk.kit import theme
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.parts import Card

_LEAST_PEOPLE = 190
_MOST = 12
"""People of each sort: more is a list to search in, not people to write to."""


class ItemPane(QWidget):
    """What is known of one item, and who might answer it or looks for it."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self.words = desk, words
        self.detail = DetailPane(words("Choose an item to see whom it may concern."))
        self.people = CardList(words("People for this item"))
        self.card = Card(padding=8)
        self.card.body.addWidget(self.people, 1)
        self.card.setMinimumHeight(theme.px(_LEAST_PEOPLE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.detail, 1)
        column.addWidget(self.card, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail.show_nothing()
        self.card.hide()

    def show_item(self, item: Item, buttons: Sequence[QPushButton]) -> None:
        self.detail.show_detail(self._detail_of(item, buttons))
        is_planned = item.is_planned(self._desk.today())
        self.people.show_rows([] if is_planned else self._people_of(item))
        self._explain_emptiness(item, is_planned=is_planned)
        self.card.show()
        if self.people.current() is None:
            self.people.select_first()

    def _detail_of(self, item: Item, buttons: Sequence[QPushButton]) -> Detail:
        words = self.words
        return Detail(
            title=item.title,
            line=f"{_what(item, words)} · {words.date(item.published_on)}",
            chips=[(tag, "accent") for tag in item.tags],
            paragraphs=(
                (words("Link"), _shown(item.link)),
                (words("Notes"), item.notes),
            ),
            buttons=buttons,
        )

    def _people_of(self, item: Item) -> list[CardRow]:
        """Who might answer, when it can be answered; then who looks for it, each person once."""
        db, words = self._desk.db, self.words
        rows: list[CardRow] = []
        if item.kind == Kind.QUESTION and item.is_open:
            heading = words("Who might answer this")
            rows = [_row(fit, heading, words) for fit in who_might_answer_item(db, item.id, _MOST)]
        shown = {row.key for row in rows}
        heading = words("Who looks for this")
        looking = who_looks_for_item(db, item.id, _MOST + len(shown))
        fresh = [fit for fit in looking if fit.candidate.id not in shown]
        return rows + [_row(fit, heading, words) for fit in fresh[:_MOST]]

    def _explain_emptiness(self, item: Item, *, is_planned: bool) -> None:
        """Nobody is pointed to what is not there yet."""
        words = self.words
        if is_planned:
            self.people.set_empty(
                words("Planned for {day}", day=item.published_on),
                words("From that day on the people whom it may concern stand here."),
            )
            return
        text = (
            words("Nobody looks for something that fits its tags or the words of its title.")
            if item.tags
            else words("With tags there is more to find people by.")
        )
        self.people.set_empty(words("Nobody found yet"), text)


def _row(fit: Fit, heading: str, words: Words) -> CardRow:
    person = fit.candidate
    last = person.last_contact_on
    return CardRow(
        key=person.id,
        title=person.name,
        reason=words(fit.reason),
        right=words.date(date.fromisoformat(last)) if last else "",
        group=heading,
        data=fit,
    )


def _what(item: Item, words: Words) -> str:
    """`Question by Kees Visser`, or just `Question`."""
    kind = kind_words(item, words)
    if not item.asked_by_name:
        return kind
    return words("{kind} by {name}", kind=kind, name=item.asked_by_name)


def _shown(link: str) -> str:
    """A link without how it is opened."""
    plain = link.removeprefix("https://").removeprefix("http://").removeprefix("mailto:")
    return plain.removesuffix("/")
