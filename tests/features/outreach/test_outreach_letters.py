"""The address of a profile, a mail as an address and as a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members import add_identity
from commdesk.features.outreach.letters import file_name, is_web, mail_address
from commdesk.features.outreach.ops import set_profiles
from commdesk.features.outreach.queries import find_profile

Add = Callable[..., int]


@op("Know")
def know(db: object, member: int, key: str) -> None:
    add_identity(db, member, "forum", key)  # type: ignore[arg-type]


def test_a_profile_is_an_address_or_made_of_a_number(desk: Desk, add: Add) -> None:
    anna, bas = add("Anna"), add("Bas")
    desk.do(know, anna, "u 17/x")
    assert find_profile(desk.db, anna) == ""
    desk.do(set_profiles, " https://forum.example.nl/u/{number} ")
    assert find_profile(desk.db, anna) == "https://forum.example.nl/u/u%2017%2Fx"
    assert find_profile(desk.db, bas) == ""
    desk.do(know, anna, "https://other.example/anna")
    assert find_profile(desk.db, anna) == "https://other.example/anna"
    for wrong in ("https://forum.example.nl/u/", "file:///{number}", "{number}"):
        with pytest.raises(Refused, match="Write a web address"):
            desk.do(set_profiles, wrong)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("https://forum.example/u/1", True),
        ("HTTP://forum.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a b", False),
        ("https://[::1", False),
        ("anna", False),
    ],
)
def test_only_a_page_of_the_web_is_one(text: str, fits: bool) -> None:
    assert is_web(text) is fits


def test_a_long_mail_has_no_address() -> None:
    assert mail_address("a+b@c.nl", "Ö", "x") == "mailto:a+b@c.nl?subject=%C3%96&body=x"
    assert mail_address("a?bcc=evil@x.nl", "s", "") == "mailto:a%3Fbcc%3Devil@x.nl?subject=s&body="
    assert mail_address("a@b.nl", "s", "é" * 400) == ""


def test_a_file_has_a_name_that_every_system_takes() -> None:
    assert file_name('Jan / "de" <Boer>:') == "Jan de Boer.eml"
    assert file_name("...") == "mail.eml"
