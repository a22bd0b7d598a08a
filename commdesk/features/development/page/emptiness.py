"""What Development says while nothing is known: what it is for, and what brings figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from commdesk.core.words import N_, Words
from commdesk.kit.flow import Flow
from commdesk.kit.host import Host
from commdesk.kit.parts import Card, button, label

FILLERS: tuple[tuple[str, str, object], ...] = (
    (N_("Import activity"), "import", None),
    (N_("Count the week"), "counting", None),
    (N_("Write a message"), "outreach", None),
)
"""Words of the button, its page, the target there; the first is the main one."""
_WHY = N_(
    "Here stands a chart for each question about the community: is it growing, who contributes, "
    "are questions answered. Import what members did on the platform, count the week, or send "
    "messages: from then on there are figures."
)


class Emptiness(Card):
    """In the place of the charts, with the buttons that fill them."""

    def __init__(self, words: Words, host: Host) -> None:
        super().__init__(words("There are no figures yet"))
        self.setAccessibleName(words("There are no figures yet"))
        self.body.addWidget(label(words(_WHY), "muted", wraps=True))
        bar = QWidget()
        flow = Flow(bar)
        self.stops: list[QWidget] = []
        for title, page, target in FILLERS:
            if host.has_page(page):
                role = "" if flow.count() else "primary"
                made = button(words(title), partial(host.open_page, page, target), role)
                flow.addWidget(made)
                self.stops.append(made)
        self.body.addWidget(bar)
        self.hide()
