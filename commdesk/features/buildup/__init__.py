"""Build-up: the plan of about a year in thirteen steps, its evidence and forecast, experiments.

A step sees in the workbook itself how far it is: every feature hands in what it can look at
(`Feature.evidence`), and a step names what belongs to it. Gates warn, they never lock.
"""

from commdesk.core.feature import Feature, Section
from commdesk.core.words import N_
from commdesk.features.buildup.development import development
from commdesk.features.buildup.experiments import name_of_experiment
from commdesk.features.buildup.handed import find, tiles, today_items
from commdesk.features.buildup.reporting import HANDOUTS, report
from commdesk.features.buildup.steps import name_of_step
from commdesk.features.buildup.steps.sheet import SHEET
from commdesk.features.buildup.team import EVIDENCE

FEATURE = Feature(
    name="buildup",
    rank=5,
    title=N_("Build-up"),
    schema="commdesk.features.buildup.schema",
    schema_version=1,
    commands="commdesk.features.buildup.commands",
    tables=frozenset({"buildup_step", "buildup_wait", "buildup_proof", "experiment"}),
    words_for={
        "buildup_step": N_("Step of the build-up plan"),
        "buildup_step.key": N_("Key"),
        "buildup_step.position": N_("Order"),
        "buildup_step.title": N_("Title"),
        "buildup_step.why": N_("Why"),
        "buildup_step.how": N_("How"),
        "buildup_step.evidence": N_("Evidence asked"),
        "buildup_step.owner": N_("Owner"),
        "buildup_step.planned_from": N_("Planned from"),
        "buildup_step.planned_until": N_("Planned until"),
        "buildup_step.began_on": N_("Began on"),
        "buildup_step.done_on": N_("Done on"),
        "buildup_step.note": N_("Note"),
        "buildup_wait": N_("What a step waits for"),
        "buildup_wait.step_id": N_("Step of the build-up plan"),
        "buildup_wait.waits_for_id": N_("Waits for"),
        "buildup_proof": N_("Evidence by hand"),
        "buildup_proof.step_id": N_("Step of the build-up plan"),
        "buildup_proof.text": N_("What was seen"),
        "buildup_proof.seen_on": N_("Seen on"),
        "experiment": N_("Experiment"),
        "experiment.belief": N_("We believe"),
        "experiment.trial": N_("We try"),
        "experiment.with_whom": N_("With whom"),
        "experiment.from_on": N_("From"),
        "experiment.until_on": N_("Until"),
        "experiment.measure": N_("Measure"),
        "experiment.threshold": N_("It holds from"),
        "experiment.outcome": N_("What came out"),
        "experiment.verdict": N_("Keep, change or stop"),
        "experiment.verdict_on": N_("Decided on"),
        "experiment.learnt": N_("What was learnt"),
    },
    names_for={"buildup_step": name_of_step, "experiment": name_of_experiment},
    sheets=(SHEET,),
    sections=(
        Section(
            "experiments",
            N_("Experiments"),
            "commdesk.features.buildup.experiments.page:ExperimentsPage",
            on="buildup",
            rank=10,
        ),
        Section(
            "buildup_team",
            N_("Who does what"),
            "commdesk.features.buildup.team.page:BuildupTeamPage",
            on="buildup",
            rank=20,
        ),
    ),
    today=today_items,
    tiles=tiles,
    report=report,
    handouts=HANDOUTS,
    development=development,
    evidence=EVIDENCE,
    find=find,
    demo="commdesk.features.buildup.demo",
)
