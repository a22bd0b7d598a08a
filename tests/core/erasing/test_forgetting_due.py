"""After erasing it is said when bytes of it stay in the file for now, and then they go."""

from __future__ import annotations

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.erasing import erase, forget_bytes
from commdesk.core.erasing.forgetting import still_due
from commdesk.core.people import Person
from commdesk.features.members import MemberDraft, add_member


def test_while_another_reads_it_is_said_that_the_file_still_has_to_be_cleaned(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    with desk.twin() as twin:
        twin.db.raw.execute("BEGIN")
        twin.db.value("SELECT count(*) FROM member")
        desk.do(erase, FEATURES, [Person(member)], today=desk.today())
        assert not forget_bytes(desk.db)
        assert "another window reads it" in str(still_due(desk.db))
    assert forget_bytes(desk.db)
    assert still_due(desk.db) is None
