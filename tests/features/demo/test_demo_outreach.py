"""The outreach desk of the demo: every source has somebody, and what writing brings is believable.

In both languages: the same people for the same reasons, said in the language of the workbook.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.workbook import read_workbook
from commdesk.features.demo.build import DAY, Recipe, build
from commdesk.features.outreach.awaited import count_waiting
from commdesk.features.outreach.outcomes.model import last_weeks
from commdesk.features.outreach.outcomes.queries import outcomes
from commdesk.features.outreach.queries import count_written
from commdesk.features.outreach.turns import Exclusion, Rule, queue

SHARED = frozenset({"organisation", "outreach_template", "closing_day", "moderator", "tag"})
"""Tables of names and of texts that every workbook has in both languages."""
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = {}
    for language in ("nl", "en"):
        paths[language] = tmp_path_factory.mktemp("demo") / f"{language}.commdesk"
        build(paths[language], FEATURES, Recipe(Scale(language=language)))
    return paths


@pytest.fixture(params=["nl", "en"])
def demo(request: pytest.FixtureRequest, made: dict[str, Path]) -> Iterator[Desk]:
    with Desk.open(made[request.param], FEATURES, read_only=True) as desk:
        yield desk


def test_every_source_of_the_queue_offers_somebody(demo: Desk) -> None:
    turns = queue(demo.db, DAY)
    counts = Counter(turn.rule for turn in turns.offered)
    assert set(counts) == set(Rule)
    assert max(counts.values()) <= 8
    assert (turns.written, turns.target.messages, len(turns.offered)) == (23, 60, 37)


def test_of_every_reason_to_be_left_out_there_are_a_few(demo: Desk) -> None:
    excluded = queue(demo.db, DAY).excluded
    assert set(excluded) == set(Exclusion)
    few = [n for why, n in excluded.items() if why is not Exclusion.WRITTEN_TODAY]
    assert max(few) <= 6
    assert excluded[Exclusion.WRITTEN_TODAY] <= 23


def test_somebody_who_is_due_was_asked_more_than_given(demo: Desk) -> None:
    (balance,) = (feature.balance for feature in FEATURES if feature.balance)
    due = [turn.member_id for turn in queue(demo.db, DAY).offered]
    balances = [balance(demo.db, each, DAY) for each in due]
    assert any(each and each.gives < each.asks for each in balances)


def test_answers_and_contributions_are_as_many_as_in_a_community_that_is_built(demo: Desk) -> None:
    total = outcomes(demo.db, last_weeks(DAY, 13), DAY).total
    assert 0.35 <= total.answers.share <= 0.45
    assert 0.08 <= total.contributions.share <= 0.12
    assert 0.10 <= total.promises.share <= 0.125
    shares = "SELECT avg(NOT is_outgoing) FROM outreach_message"
    assert 0.05 <= demo.db.value(shares) <= 0.2


def test_some_purposes_bring_more_and_one_template_is_too_new_to_tell(demo: Desk) -> None:
    found = outcomes(demo.db, last_weeks(DAY, 13), DAY)
    by = {line.id: line.count for line in found.lines("purpose")}
    assert by["help"].answers.share > by["notify"].answers.share > by["thank"].answers.share
    assert by["help"].contributions.share > by["notify"].contributions.share
    enough = [line.count.answers.is_enough for line in found.lines("template")]
    assert enough.count(False) in {1, 2, 3}
    assert enough.count(True) > 8


def test_messages_follow_templates_of_their_language_and_purpose(demo: Desk) -> None:
    language = read_workbook(demo.db).language
    sql = """
        SELECT count(*) FROM outreach_message AS sent
          JOIN outreach_template AS template ON template.id = sent.template_id
         WHERE template.language <> :language OR template.purpose <> sent.purpose
    """
    assert demo.db.value(sql, {"language": language}) == 0
    assert demo.db.value("SELECT avg(template_id IS NOT NULL) FROM outreach_message") > 0.7


def test_messages_point_to_items_that_were_there_already(demo: Desk) -> None:
    sql = """
        SELECT count(*), coalesce(sum(item.published_on >= date(sent.sent_at)), 0),
               coalesce(sum(item.asked_by = sent.member_id), 0)
          FROM outreach_message AS sent JOIN content_item AS item ON item.id = sent.content_id
    """
    pointing, too_early, own = demo.db.raw.execute(sql).fetchone()
    assert pointing > 200
    assert (too_early, own) == (0, 0)


def test_a_screen_full_waits_for_an_answer_and_some_texts_were_begun(demo: Desk) -> None:
    assert 12 <= count_waiting(demo.db) <= 40
    assert demo.db.value("SELECT count(*) FROM outreach_draft") == 3


def test_nothing_was_sent_or_answered_after_its_today(demo: Desk) -> None:
    sql = "SELECT max(date(sent_at)) AS sent, max(result_on) AS result FROM outreach_message"
    row = demo.db.one(sql)
    assert row == {"sent": DAY.isoformat(), "result": DAY.isoformat()}
    assert demo.db.value("SELECT max(happened_on) FROM activity") <= DAY.isoformat()
    assert count_written(demo.db, DAY) == 23


def test_nobody_is_ever_written_to_a_third_time_in_a_week(demo: Desk) -> None:
    sql = """
        SELECT count(*) FROM outreach_message AS one
         WHERE is_outgoing AND 2 < (
               SELECT count(*) FROM outreach_message AS near
                WHERE near.member_id = one.member_id AND near.is_outgoing
                  AND date(near.sent_at) BETWEEN date(one.sent_at, '-6 days') AND date(one.sent_at))
    """
    assert demo.db.value(sql) == 0


def test_everybody_s_cadence_stands_ready(demo: Desk) -> None:
    ready = "SELECT id, since, due_on, barred FROM outreach_pace{} ORDER BY id"
    assert demo.db.query(ready.format("")) == demo.db.query(ready.format("_now"))


def test_every_sentence_is_in_the_language_of_the_workbook(made: dict[str, Path]) -> None:
    told = {language: _sentences(path) for language, path in made.items()}
    assert told["nl"].keys() == told["en"].keys()
    same = {place: texts & told["en"][place] for place, texts in told["nl"].items()}
    assert {place: texts for place, texts in same.items() if texts} == {}


def test_a_large_demo_has_as_many_messages_today(tmp_path: Path) -> None:
    path = tmp_path / "large.commdesk"
    build(path, FEATURES, Recipe(Scale(members=2_500, messages=9_000)))
    with Desk.open(path, FEATURES, read_only=True) as desk:
        turns = queue(desk.db, DAY)
        assert (turns.written, len(turns.offered)) == (23, 37)
        assert 8_500 < desk.db.value("SELECT count(*) FROM outreach_message") < 9_500


@pytest.mark.parametrize("day", [date(2026, 7, 15), date(2027, 1, 4)])
def test_it_plays_on_any_day(tmp_path: Path, day: date) -> None:
    path = tmp_path / "other.commdesk"
    build(path, FEATURES, Recipe(Scale(), day=day))
    with Desk.open(path, FEATURES, read_only=True) as desk:
        turns = queue(desk.db, day)
        assert turns.written == 23
        assert len({turn.rule for turn in turns.offered}) >= 10


def _sentences(path: Path) -> dict[str, set[str]]:
    """What is said in each column of text: three words or more."""
    found = {}
    with Desk.open(path, FEATURES, read_only=True) as desk:
        watched = {table for feature in FEATURES for table in feature.tables}
        for table in sorted(watched - SHARED):
            for name in desk.db.column(f"SELECT name FROM pragma_table_info('{table}')"):
                if name == "sort_name":  # what people are called, whatever the language
                    continue
                values = desk.db.column(f'SELECT DISTINCT "{name}" FROM "{table}"')
                texts = {each for each in values if isinstance(each, str)}
                found[f"{table}.{name}"] = {each for each in texts if SENTENCE.search(each)}
    return found
