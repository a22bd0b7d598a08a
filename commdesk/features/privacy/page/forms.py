"""What is typed of a request: that it came, that it takes longer, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commdesk.core.words import N_, Text, say
from commdesk.features.privacy.model import KINDS, OUTCOMES, PersonRow, Request, RequestDraft
from commdesk.features.privacy.ops import close_request, prolong_request, register_request
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.privacy.page import RightsSection

_CAREFUL = N_("Nothing about clients, health or political views.")


class _RequestCard(FormCard):
    """One form beside the list; what it saves, the page writes."""

    def __init__(self, page: RightsSection, fields: tuple[Field, ...], saves: str = "") -> None:
        self._page = page
        self._request = 0
        super().__init__(page.words, Form(fields, page.words, today=page.desk.today), saves=saves)

    def begin_with(self, title: Text, request: Request) -> None:
        self._request = request.id
        self.heading.setText(self.words(title))
        self.form.load(None)


class RequestForm(_RequestCard):
    """A request that came in, of who is chosen or of somebody by name."""

    def __init__(self, page: RightsSection) -> None:
        fields = (
            Field(
                "name",
                N_("Who asked"),
                help=N_("Somebody who is not in the workbook; the name goes when it is closed."),
            ),
            Field("kind", N_("What they ask"), "choice", choices=KINDS),
            Field(
                "received_on",
                N_("Received on"),
                "date",
                help=N_("It must be answered within a month of this day."),
            ),
            Field("note", N_("Note"), "long", help=_CAREFUL),
        )
        super().__init__(page, fields, page.words("Register"))
        self._person: PersonRow | None = None

    def begin(self, row: PersonRow | None) -> None:
        self._person = row
        words = self.words
        title = words("A request of {name}", name=row.name) if row else words("A request")
        self.heading.setText(title)
        self.form.load(RequestDraft(received_on=self._page.desk.today()))
        self.form.show_field("name", shown=row is None)

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            if values["received_on"] is None:
                values["received_on"] = page.desk.today()
            person = self._person.person if self._person else None
            draft = RequestDraft(**values | {"person": person})
            today = page.desk.today()
            page.do(register_request, draft, today=today, form=self.form, then=self.finish)


class LongerForm(_RequestCard):
    """Two months more, with the reason that they are told."""

    def __init__(self, page: RightsSection) -> None:
        fields = (
            Field(
                "because",
                N_("Why it takes longer"),
                "long",
                help=N_("Tell them within a month of their request, with this reason."),
            ),
        )
        super().__init__(page, fields, page.words("Take two months longer"))

    def begin(self, request: Request) -> None:
        self.begin_with(say("Answer {name} later", name=request.name), request)

    def save(self) -> None:
        because = self.form.values()["because"]
        self._page.do(
            prolong_request, self._request, because=because, form=self.form, then=self.finish
        )


class ClosingForm(_RequestCard):
    """How a request ended."""

    def __init__(self, page: RightsSection) -> None:
        fields = (
            Field("outcome", N_("How it ended"), "choice", choices=OUTCOMES),
            Field("note", N_("Note"), "long", help=_CAREFUL),
        )
        super().__init__(page, fields, page.words("Close the request"))

    def begin(self, request: Request) -> None:
        self.begin_with(say("The request of {name}", name=request.name), request)

    def save(self) -> None:
        values, page = self.form.values(), self._page
        page.do(
            close_request,
            self._request,
            outcome=values["outcome"],
            note=values["note"],
            today=page.desk.today(),
            form=self.form,
            then=self.finish,
        )
