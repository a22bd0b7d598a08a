"""The to-dos of a step: those that the playbook has for it, and those that were made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.journal import op
from commdesk.features.buildup.steps.model import Step
from commdesk.features.buildup.steps.playbook import Playbook
from commdesk.features.buildup.steps.queries import find_step
from commdesk.features.plan import Todo, TodoDraft, add_todo

TABLE = "buildup_step"
_KIND = "strategy"


def offered(step: Step, playbook: Playbook, todos: Iterable[Todo]) -> Sequence[str]:
    """What the playbook has for this step and is none of its `todos` yet, done or not."""
    mine = next((each.todos for each in playbook.steps if each.key == step.key), ())
    made = {todo.title.casefold() for todo in todos}
    return [title for title in mine if title.casefold() not in made]


@op("Make to-dos for {title}")
def make_todos(db: Database, step_id: int, titles: Iterable[str], *, today: date) -> int:
    """To-dos that hang on this step, due when it should be done; gives how many were made."""
    step = find_step(db, step_id)
    made = [
        add_todo(
            db,
            TodoDraft(title=title, due_on=max(step.planned_until, today), kind=_KIND,
                      owner=step.owner, link_table=TABLE, link_id=step.id),
            today=today,
        )
        for title in titles
    ]  # fmt: skip
    db.about(title=step.title)
    return len(made)
