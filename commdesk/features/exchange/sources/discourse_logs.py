"""Logs and reports of Discourse: of moderators, not of members. Nothing comes in from them.

Without this module the addresses that were blocked would come in as members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from commdesk.core.errors import Refused
from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.layout import plain, plain_headings
from commdesk.features.exchange.sources.listing import Source, Wanted

_STAFF = plain("staffuser action subject createdat")
_SCREENED = plain("action matchcount lastmatchat createdat")
_SCREENED_URL = plain("domain action matchcount lastmatchat")
_FILE = re.compile(
    r"(?:staff-action|screened-(?:email|ip|url)|moderators-activity|user-flagging-ratio|"
    r"suspicious-logins|staff-logins|post-edits|flags-status|flags)-\d.*\.(?:csv|zip|gz)",
    re.IGNORECASE,
)
"""Reports have headings in the language of the site; their files are called in English."""


def recognises(table: Table) -> bool:
    names = plain_headings(table)
    by_headings = any(own <= names for own in (_STAFF, _SCREENED, _SCREENED_URL))
    return by_headings or bool(_FILE.fullmatch(table.name))


def take(table: Table, _wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    raise Refused(
        "{file} is a log or report of Discourse about what moderators did. Nobody comes in from "
        "it: export the user list, or posts with the Data Explorer. Nothing was changed.",
        file=table.name,
    )


SOURCE = Source("discourse-log", recognises, take, intakes=())
