"""The account in sentences: what matters, what slips, what has to be decided."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.values import decimal_hours
from commdesk.core.words import Text, Words, say, say_n
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import Account, TaskAccount, Trend

LOW_SHARE = 0.8
"""A task of which less was worked is brought up for a decision."""
_MOST_TASKS = 2
_MOST_NAMES = 3
_CARRIED_FROM = 60
"""Fewer minutes carried are no decision."""


def headline(account: Account, words: Words) -> str:
    """`In 13 weeks 260 hours were needed and 241 worked: 93%`, or why that cannot be said."""
    total, weeks = account.total, len(account.weeks)
    hours = {"needed": decimal_hours(total.needed), "worked": decimal_hours(total.worked)}
    if not weeks:
        return words("There is nothing to account for yet: no week with hours is over.")
    if not total.worked:
        return words.plural(
            "In {n} week {needed} hours were needed and {planned} planned; no hours are written "
            "yet.",
            "In {n} weeks {needed} hours were needed and {planned} planned; no hours are written "
            "yet.",
            weeks,
            planned=decimal_hours(total.planned),
            needed=hours["needed"],
        )
    if total.share is None:
        return words.plural(
            "In {n} week nothing was needed and {worked} hours were worked.",
            "In {n} weeks nothing was needed and {worked} hours were worked.",
            weeks,
            worked=hours["worked"],
        )
    return words.plural(
        "In {n} week {needed} hours were needed and {worked} worked: {share}.",
        "In {n} weeks {needed} hours were needed and {worked} worked: {share}.",
        weeks,
        **hours,
        share=words.percent(total.share),
    )


def which_weeks(account: Account, words: Words) -> str:
    """`week 35 to week 47`, with the years where they are not one."""
    if not account.weeks:
        return ""
    first, last = account.weeks[0], account.weeks[-1]
    if first == last:
        return words("{week} of {year}", week=first, year=str(first.year))
    if first.year == last.year:
        return words("{first} to {last}", first=first, last=last) + f", {last.year}"
    return words(
        "{first} of {year} to {last} of {last_year}",
        first=first,
        last=last,
        year=str(first.year),
        last_year=str(last.year),
    )


def course(account: Account) -> Text | None:
    """How the share worked goes, over all tasks; nothing where there are no hours."""
    match account.total.trend:
        case Trend.RISING:
            return say("A larger share of what is needed is worked than at first.")
        case Trend.FALLING:
            return say("A smaller share of what is needed is worked than at first.")
        case Trend.STEADY:
            return say("The share worked stays about the same.")
        case Trend.TOO_FEW:
            return say("There are too few weeks to say where it goes.")
        case _:
            return None


def rest(account: Account) -> Text | None:
    """What is open, and how much of it goes on to a next week."""
    total = account.total
    if not account.weeks or not total.worked or total.open <= 0:
        return None
    open_, carried = decimal_hours(total.open), decimal_hours(total.carried)
    if carried <= 0:
        return say("Open: {open} hours, of which nothing is carried over.", open=open_)
    return say("Open: {open} hours; carried over: {carried}.", open=open_, carried=carried)


def cases(account: Account) -> Text | None:
    """Off-topic cases, by the boundary they crossed; none, no sentence."""
    total = sum(each.cases for each in account.cases)
    if not total:
        return None
    named = [f"{each.boundary} ({each.cases})" for each in account.cases[:_MOST_NAMES]]
    if total > (shown := sum(each.cases for each in account.cases[:_MOST_NAMES])):
        return say_n(
            "{n} case was off topic: {boundaries}; elsewhere {others}.",
            "{n} cases were off topic: {boundaries}; elsewhere {others}.",
            total,
            boundaries=named,
            others=total - shown,
        )
    return say_n(
        "{n} case was off topic: {boundaries}.",
        "{n} cases were off topic: {boundaries}.",
        total,
        boundaries=named,
    )


def told(account: Account, words: Words) -> list[str]:
    """What is said under the headline: the course, the rest, the cases; each where there is one."""
    texts = (course(account), rest(account), cases(account))
    return [words(text) for text in texts if text]


def sentences(account: Account, cut: Cut, words: Words) -> list[str]:
    """Everything under the headline, each on its own: with the cut, and what is to be decided."""
    cuts = [after_cut(cut, words), *(words(slip.said) for slip in cut.slipping)]
    return [*told(account, words), *cuts, *decisions(account, cut, words)]


def after_cut(cut: Cut, words: Words) -> str:
    """What goes and what is left in a usual week."""
    if not cut.needed:
        return words("No task needs hours in a usual week.")
    hours = {"left": decimal_hours(cut.left), "base": decimal_hours(cut.base)}
    percent = words.percent(cut.percent / 100)
    if cut.base < cut.needed:
        return words(
            "Of the {needed} hours a week that are needed the team has {base}. With {percent} less "
            "{left} are left.",
            needed=decimal_hours(cut.needed),
            percent=percent,
            **hours,
        )
    return words(
        "With {percent} fewer hours {left} of the {base} hours a week are left.",
        percent=percent,
        **hours,
    )


def kept(cut: Cut) -> Text | None:
    names = [slip.task for slip in cut.kept]
    return say("Stays whole: {tasks}.", tasks=names) if names else None


def decisions(account: Account, cut: Cut, words: Words) -> list[str]:
    """What is asked of who reads this, the most pressing first; each a question."""
    return [words(each) for each in _decisions(account, cut, words)]


def _decisions(account: Account, cut: Cut, words: Words) -> Iterator[Text]:
    total = account.total
    if account.coming:
        yield say_n(
            "{n} shortage ({hours} hours) in the coming four weeks: who takes it, or what may "
            "wait?",
            "{n} shortages ({hours} hours) in the coming four weeks: who takes them, or what may "
            "wait?",
            account.coming,
            hours=decimal_hours(total.coming),
        )
    if 0 < account.available < cut.needed:
        yield say(
            "The team has {available} of the {needed} hours a week that are needed: more hours, or "
            "fewer tasks?",
            available=decimal_hours(account.available),
            needed=decimal_hours(cut.needed),
        )
    for task in _behind(account):
        yield say(
            "{task}: {share} of the hours needed was worked. More hours, or a smaller task?",
            task=task.task,
            share=words.percent(task.share or 0),
        )
    if total.worked and total.carried >= _CARRIED_FROM:
        yield say(
            "{carried} hours are carried over: catch up, or let go?",
            carried=decimal_hours(total.carried),
        )
    if cut.stopping:
        names = [slip.task for slip in cut.stopping]
        rest = max(len(names) - _MOST_NAMES, 0)
        others = [words("{n} more", n=str(rest))] if rest else []
        yield say_n(
            "With {percent} fewer hours {n} task stops, wholly or mostly: {tasks}. Is that "
            "acceptable?",
            "With {percent} fewer hours {n} tasks stop, wholly or mostly: {tasks}. Is that "
            "acceptable?",
            len(names),
            percent=words.percent(cut.percent / 100),
            tasks=[*names[:_MOST_NAMES], *others],
        )


def _behind(account: Account) -> list[TaskAccount]:
    """Tasks of which too little was worked, the most open hours first; none without any hours."""
    if not account.total.worked:
        return []
    low = [task for task in account.tasks if task.share is not None and task.share < LOW_SHARE]
    return sorted(low, key=lambda task: -task.open)[:_MOST_TASKS]
