"""What a theme is: a few words to one of the five questions, and who it is when it is somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.concept.questions import Question
from commdesk.features.members import MemberDraft, Stage, parse_name

LONGEST = 120
_AT_A_PLACE = re.compile(r"^(?P<name>[^()]*\S)\s*\((?P<place>[^()]+)\)$")


class Theme(Struct, frozen=True):
    """A stored theme, with how many interviews of the version at hand name it."""

    id: int
    question: str
    name: str
    member_id: int | None = None
    """Who it is, when it is a person that is in the workbook."""
    interviews: int = 0
    stage: str = ""
    """Of that person: prospect, member, former."""

    @property
    def may_be_somebody(self) -> bool:
        """Whether a prospect can be made of it: named as needed, and nobody's yet."""
        return self.question == Question.WHOM_NEEDED and self.member_id is None


def prospect_named(name: str) -> MemberDraft:
    """A prospect out of a name as it is coded: `Petra Vos (provincie)` says where she works."""
    found = _AT_A_PLACE.match(" ".join(name.split()))
    named = parse_name(found["name"] if found else name)
    return MemberDraft(
        first_name=named.first,
        infix=named.infix,
        last_name=named.last,
        organisation=found["place"].strip() if found else "",
        stage=Stage.PROSPECT,
    )


def checked_name(typed: str, field: str = "name") -> str:
    """The name of a theme on one line; refuses an empty one and a long story, at this field."""
    name = " ".join(typed.split())
    if not name:
        raise Refused("A theme has a name.", field=field)
    if len(name) > LONGEST:
        raise Refused(
            "A theme is a few words, at most {most} characters.", most=str(LONGEST), field=field
        )
    return name


def check_together(themes: Sequence[Theme]) -> None:
    """Refuse to merge what answers different questions, or two people."""
    if len({theme.question for theme in themes}) > 1:
        raise Refused("These themes belong to different questions.")
    if len({theme.member_id for theme in themes} - {None}) > 1:
        raise Refused("These are two different people. Merge the members first.")
