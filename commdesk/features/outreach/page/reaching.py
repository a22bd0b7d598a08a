"""Opens somebody's profile, or a mail to them with what is typed, in the program that is for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.core.workbook import read_fact
from commdesk.features.members import find_contactable, find_member
from commdesk.features.outreach.letters import (
    NUMBER,
    PROFILES_FACT,
    file_name,
    mail_address,
    mail_file,
)
from commdesk.features.outreach.ops import set_profiles
from commdesk.features.outreach.queries import find_profile
from commdesk.kit.dialogs import ask_text, pick_place
from commdesk.kit.more import Choice
from commdesk.kit.page import PageAction

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_PROFILE_KEY, _MAIL_KEY = "Ctrl+Shift+O", "Ctrl+Shift+E"
_SCHEMES = frozenset({"http", "https", "mailto"})


class Reaching:
    """Nothing is sent or logged by it: Ctrl+Enter logs, as always."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page

    def actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Open the profile"), self.open_profile, _PROFILE_KEY, in_header=False),
            PageAction(N_("Write an e-mail"), self.write_mail, _MAIL_KEY, in_header=False),
            PageAction(N_("Where profiles are…"), self.ask_profiles, in_header=False),
        ]

    def choices(self, member_id: int) -> list[Choice]:
        """Under the person: only what is known to lead somewhere."""
        page = self._page
        found: list[Choice] = []
        if find_profile(page.desk.db, member_id):
            found.append((page.words("Open the profile"), self.open_profile, _PROFILE_KEY))
        if find_member(page.desk.db, member_id).email:
            found.append((page.words("Write an e-mail"), self.write_mail, _MAIL_KEY))
        return found

    def open_profile(self) -> None:
        """Their page, in the browser."""
        page = self._page
        if page.member_id is None:
            return
        with page.refusals():
            name = find_member(page.desk.db, page.member_id).name
            address = find_profile(page.desk.db, page.member_id)
            if not address:
                raise Refused("No web address of {name} is known.", name=name)
            self._open(address)
            page.tell(page.words("Opened: the profile of {name}.", name=name))

    def write_mail(self) -> None:
        """A mail with what is typed: in the mail program, as a file when it is long."""
        page = self._page
        if page.member_id is None:
            return
        with page.refusals():
            member = find_member(page.desk.db, page.member_id)
            person = find_contactable(page.desk.db, member.id)
            if person.do_not_contact:
                raise Refused("{name} asked not to be contacted.", name=member.name)
            if person.is_restricted:
                raise Refused("The use of {name}'s data is restricted.", name=member.name)
            if not member.email:
                raise Refused("No e-mail address of {name} is known.", name=member.name)
            typed, subject = page.composer.draft(), page.desk.workbook.name
            text = typed.text if typed and typed.member_id == member.id else ""
            if address := mail_address(member.email, subject, text):
                self._open(address)
                page.tell(page.words("A mail is open. Ctrl+Enter logs it here once it is sent."))
            else:
                pick_place(
                    page,
                    title=page.words("Save the mail"),
                    kinds=page.words("E-mail") + " (*.eml)",
                    name=file_name(member.name),
                    then=partial(self.save_mail, member.email, subject, text),
                )

    def save_mail(self, to: str, subject: str, text: str, path: Path) -> None:
        """As a file that the mail program opens as a mail still to be sent."""
        page = self._page
        with page.refusals():
            try:
                path.write_bytes(mail_file(to, subject, text, page.desk.now()))
            except OSError:
                raise Refused("{file} cannot be written there.", file=path.name) from None
            page.tell(page.words("{file} is saved. Open it to send it.", file=path.name))

    def ask_profiles(self) -> None:
        """The address of profiles in the community, for everybody whose number there is known."""
        page, words = self._page, self._page.words
        now = read_fact(page.desk.db, PROFILES_FACT, "")
        ask_text(
            page.window(),
            words,
            title=words("Where are the profiles of your community?"),
            text=words("Now {address}.", address=now) if now else "",
            name=words("Web address"),
            help=words(
                "With {sign} for the number or name there: https://forum.example.nl/users/{sign}",
                sign=NUMBER,
            ),
            do=words("Save"),
            then=lambda typed: page.do(set_profiles, typed),
        )

    def _open(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme().lower() not in _SCHEMES or not QDesktopServices.openUrl(url):
            raise Refused("No program on this computer opens {address}.", address=address[:60])
