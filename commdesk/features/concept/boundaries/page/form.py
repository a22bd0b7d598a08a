"""Boundaries: how they stand in the list, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commdesk.core.words import N_, Words
from commdesk.features.concept.boundaries import SIDES, Boundary, BoundaryDraft, BoundarySide
from commdesk.features.concept.boundaries.ops import add_boundary, change_boundary
from commdesk.kit.cardlist import CardRow
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.concept.boundaries.page import BoundariesPage

FIELDS = (
    Field("side", N_("Kind"), "choice", SIDES),
    Field("text", N_("Text"), "long", lines=3),
    Field("example", N_("Example"), "long", lines=2,
          help=N_("What somebody would recognise it by; for a step of the ladder: who does it.")),
)  # fmt: skip


def rows_of(boundaries: Sequence[Boundary], words: Words) -> list[CardRow]:
    """Under a heading for each kind; the steps of the ladder have their number."""
    titles, rows, step = dict(SIDES), [], 0
    for each in boundaries:
        is_step = each.side == BoundarySide.LADDER
        step += is_step
        rows.append(
            CardRow(
                key=each.id,
                title=f"{step}. {each.text}" if is_step else each.text,
                reason=each.example,
                group=words(titles[each.side]),
                data=each,
            )
        )
    return rows


class BoundaryForm(FormCard):
    """Ctrl+Enter stores, Esc leaves; `done` gives the id of what was stored."""

    def __init__(self, page: BoundariesPage) -> None:
        super().__init__(page.words, Form(FIELDS, page.words, today=page.desk.today))
        self._page = page
        self._known: Boundary | None = None

    def begin(self, boundary: Boundary | None, side: str) -> None:
        self._known = boundary
        title = self.words("Change the boundary") if boundary else self.words("Add a boundary")
        self.heading.setText(title)
        self.form.load(boundary or BoundaryDraft(side=side))
        self.form.control("text").setFocus()

    def save(self) -> None:
        page, known = self._page, self._known
        with page.refusals(self.form):
            values = self.form.values()
            if known:
                page.do(change_boundary, known.id, values, form=self.form,
                        then=lambda _none: self._stored(known.id))  # fmt: skip
            else:
                page.do(add_boundary, BoundaryDraft(**values), form=self.form, then=self._stored)

    def _stored(self, boundary_id: int) -> None:
        self._page.tell(self.words("Saved"))
        self.finish(boundary_id)
