"""Ways out of the desk: where somebody's profile is, a mail as an address, a mail as a file."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote, urlsplit

PROFILES_FACT = "outreach_profiles"
NUMBER = "{number}"
"""What stands in the address of profiles for somebody's number or name over there."""
MOST_IN_ADDRESS = 1_800
"""A longer mailto is cut or refused: Windows hands a program some 2,000 signs."""
_WEB = frozenset({"http", "https"})
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def profile_at(pattern: str, number: str) -> str:
    """The address of profiles with this number or name in it."""
    return pattern.replace(NUMBER, quote(number, safe=""))


def is_web(text: str) -> bool:
    """Whether it is the address of a page, and of nothing that runs or reads a file."""
    try:
        parts = urlsplit(text.strip())
        return parts.scheme.lower() in _WEB and bool(parts.hostname) and " " not in text.strip()
    except ValueError:
        return False


def mail_address(to: str, subject: str, text: str) -> str:
    """A mailto (RFC 6068), or an empty text when it is too long for one: make a file of it."""
    body = quote(text.replace("\n", "\r\n"), safe="")
    address = f"mailto:{quote(to, safe='@+')}?subject={quote(subject, safe='')}&body={body}"
    return address if len(address) <= MOST_IN_ADDRESS else ""


def mail_file(to: str, subject: str, text: str, now: datetime) -> bytes:
    """A mail that is still to be sent (RFC 5322); Outlook opens it to be changed."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    mail = EmailMessage(policy=SMTP)
    mail["To"] = _one_line(to)
    mail["Subject"] = _one_line(subject)
    mail["Date"] = format_datetime(now.astimezone())
    mail["X-Unsent"] = "1"
    mail.set_content(text.encode("utf-8", "replace").decode("utf-8"), cte="base64")
    return mail.as_bytes()


def file_name(name: str) -> str:
    """A name for that file which every system takes."""
    return f"{_one_line(_NOT_IN_A_NAME.sub(' ', name)).strip(' .')[:80] or 'mail'}.eml"


def _one_line(text: str) -> str:
    return " ".join(text.split())
