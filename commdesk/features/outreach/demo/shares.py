"""How often what happens in the invented network: purposes, results, how long an answer takes.

Made up so that a period looks as in a community that is being built: of our messages about four
in ten are answered, one in ten is followed by a contribution; helping brings more than pointing.
"""

from __future__ import annotations

from commdesk.features.outreach.model import Purpose, Result

PURPOSES = (
    (Purpose.NOTIFY, 25),
    (Purpose.HELP, 23),
    (Purpose.ASK, 15),
    (Purpose.KEEP_IN_TOUCH, 15),
    (Purpose.INSPIRE, 8),
    (Purpose.INVITE, 7),
    (Purpose.THANK, 4),
    (Purpose.INTRODUCE, 3),
)
"""Of a hundred messages that neither welcome nor come back to one."""
CHANNELS = (("dm", 70), ("mail", 18), ("forum", 6), ("phone", 4), ("meeting", 1), ("event", 1))
WRITTEN_CHANNELS = CHANNELS[:3]
ASKED_ON_THE_PHONE = frozenset({"phone", "meeting", "event"})
"""Nobody waits for an answer there."""

_RESULTS = (Result.NONE, Result.ANSWERED, Result.WILL_CONTRIBUTE, Result.CONTRIBUTED)
_OUTCOMES = {
    Purpose.NOTIFY: (76, 15, 8, 1),
    Purpose.HELP: (54, 16, 22, 8),
    Purpose.ASK: (64, 22, 11, 3),
    Purpose.KEEP_IN_TOUCH: (66, 23, 10, 1),
    Purpose.INSPIRE: (73, 16, 10, 1),
    Purpose.INVITE: (68, 18, 13, 1),
    Purpose.THANK: (89, 9, 2, 0),
    Purpose.INTRODUCE: (43, 47, 8, 2),
    Purpose.WELCOME: (66, 22, 11, 1),
    Purpose.FOLLOW_UP: (76, 13, 10, 1),
}
_OWN_TEMPLATE = (42, 22, 25, 11)
DAYS_TO_ANSWER = (0, 0, 1, 1, 2, 4)
_WAITING = ((0, 0.6), (3, 0.08), (6, 0.03), (11, 0.02))
"""Days since it was sent -> the share that still waits for an answer."""
REPLY_LOGGED = 0.20
"""Of the answers, those of which the text is kept."""
UNASKED = 0.02
"""What they write of their own accord, for every message of ours."""
CAME_BACK = {Result.NONE: 0.12, Result.WILL_CONTRIBUTE: 0.12}
"""How often the next message comes back to one with this result."""


def outcomes(purpose: str, *, is_own_template: bool) -> tuple[tuple[str, int], ...]:
    """Result -> its share of a hundred."""
    shares = _OWN_TEMPLATE if is_own_template else _OUTCOMES[Purpose(purpose)]
    return tuple(zip(_RESULTS, shares, strict=True))


def waiting(age: int) -> float:
    return next((share for days, share in _WAITING if age <= days), 0.0)
