"""Words a step for the timeline and for the pane beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtWidgets import QPushButton

from commdesk.core.words import Text, Words
from commdesk.features.buildup.page.bars import Line
from commdesk.features.buildup.steps import Proof, Step
from commdesk.features.buildup.steps.seeing import Seen
from commdesk.features.buildup.steps.wording import (
    STATES,
    TONES,
    Plan,
    forecast_words,
    state_words,
)
from commdesk.features.plan import Todo
from commdesk.kit.detail import Detail


class Beside(Struct, frozen=True):
    """What stands beside a step: what is seen of it, by hand too, and its to-dos."""

    seen: Sequence[Seen] = ()
    proofs: Sequence[Proof] = ()
    todos: Sequence[Todo] = ()
    offered: Sequence[str] = ()
    """To-dos that the playbook has for it and are not made yet."""


def lines_of(plan: Plan, words: Words) -> list[Line]:
    """Every step as the timeline shows it."""
    return [_line(plan, step, words) for step in plan.steps]


def detail_of(
    plan: Plan, step: Step, beside: Beside, words: Words, buttons: Sequence[QPushButton]
) -> Detail:
    """Everything of one step; what is to be known now first."""
    state = plan.state(step)
    planned = words("{first} until {last}", first=step.planned_from, last=step.planned_until)
    return Detail(
        title=f"{plan.number(step)}  {step.title}",
        line=sentence(state_words(plan, step), words),
        chips=[(words(dict(STATES)[state]), TONES[state])],
        paragraphs=(
            (words("Forecast"), sentence(forecast_words(plan, step), words)),
            (words("Blocked by"), _blocked(plan, step, words)),
            (words("Evidence in the workbook"), _seen(beside.seen, words)),
            (words("Evidence by hand"), _by_hand(beside.proofs, words)),
            (words("To-dos"), _todos(beside, words)),
            (words("Why"), step.why),
            (words("How"), step.how),
            (words("Owner"), step.owner or words("nobody yet")),
            (words("Planned"), planned),
            (words("Really"), _really(step, words)),
            (words("Waits for"), _waits(plan, step)),
            (words("Note"), step.note),
        ),
        buttons=buttons,
    )


def sentence(text: Text, words: Words) -> str:
    """With a capital, as a sentence of its own."""
    said = words(text)
    return said[:1].upper() + said[1:]


def _line(plan: Plan, step: Step, words: Words) -> Line:
    state, seen, today = plan.state(step), plan.forecast(step), plan.today
    title = f"{plan.number(step)}  {step.title}"
    chip = words(dict(STATES)[state])
    told = (title, chip, words(state_words(plan, step)), words(forecast_words(plan, step)))
    return Line(
        id=step.id,
        title=title,
        planned=(step.planned_from, step.planned_until),
        real=_real(step, today),
        forecast=None if step.is_done else (_from(step, seen.begins_on, today), seen.ends_on),
        chip="" if state in {"done", "later"} else chip,
        tone=TONES[state],
        spoken=". ".join(part for part in told if part),
        is_done=step.is_done,
        waits_for=step.waits_for,
    )


def _real(step: Step, today: date) -> tuple[date, date] | None:
    if step.done_on is not None:
        return step.began_on or step.done_on, step.done_on
    return (step.began_on, today) if step.began_on and step.began_on <= today else None


def _from(step: Step, begins_on: date, today: date) -> date:
    """A step that runs has from tomorrow on still to come."""
    has_begun = step.began_on is not None and step.began_on <= today
    return today + timedelta(days=1) if has_begun else begins_on


def _blocked(plan: Plan, step: Step, words: Words) -> str:
    """What it waits for that is not done, and when that will be."""
    return "\n".join(
        words(
            "{step}: at this pace done on {day}",
            step=other.title,
            day=plan.forecast(other).ends_on,
        )
        for other in ([] if step.is_done else plan.waits(step))
    )


def _seen(seen: Sequence[Seen], words: Words) -> str:
    lines = []
    for each in seen:
        what, how = words(each.title), words(each.text)
        line = f"{what}: {how}"
        lines.append(f"✓ {line}" if each.is_met else words("Not yet · {what}", what=line))
    return "\n".join(lines)


def _by_hand(proofs: Sequence[Proof], words: Words) -> str:
    return "\n".join(f"{words.date(proof.seen_on)}: {proof.text}" for proof in proofs)


def _todos(beside: Beside, words: Words) -> str:
    lines = [_todo(todo, words) for todo in beside.todos]
    return "\n".join([*lines, *(words("not made yet: {todo}", todo=t) for t in beside.offered)])


def _todo(todo: Todo, words: Words) -> str:
    if todo.is_done:
        return words("✓ done: {todo}", todo=todo.title)
    if todo.due_on:
        return words("{todo}, by {day}", todo=todo.title, day=todo.due_on)
    return todo.title


def _really(step: Step, words: Words) -> str:
    if step.began_on and step.done_on:
        return words("{first} until {last}", first=step.began_on, last=step.done_on)
    return words("since {day}", day=step.began_on) if step.began_on else ""


def _waits(plan: Plan, step: Step) -> str:
    known = (plan.by_id[each] for each in step.waits_for if each in plan.by_id)
    return "\n".join(f"{plan.number(each)}  {each.title}" for each in known)
