"""A workbook with a member, a moderator who is none, and somebody who was interviewed."""

from __future__ import annotations

import pytest

from commdesk.core.desk import Desk
from commdesk.core.people import Person
from commdesk.features.concept import interviews
from commdesk.features.concept.interviews import ops as interview_ops
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.moderation.team import ModeratorDraft
from commdesk.features.moderation.team import ops as team


@pytest.fixture
def fatma(desk: Desk) -> Person:
    draft = MemberDraft(
        first_name="Fatma",
        last_name="Yılmaz",
        email="fatma@voorbeeld.example",
        notes="Zoekt een klankbord.",
        source="Ledenlijst",
        legal_ground="consent",
    )
    return Person(desk.do(add_member, draft, today=desk.today()))


@pytest.fixture
def joris(desk: Desk) -> Person:
    draft = ModeratorDraft(name="Joris de Wit", weekly_minutes=120)
    return Person(desk.do(team.add_moderator, draft), "moderator")


@pytest.fixture
def bea(desk: Desk) -> Person:
    draft = interviews.InterviewDraft(name="Bea Smit", planned_on=desk.today())
    return Person(desk.do(interview_ops.add_interview, draft, today=desk.today()), "interview")
