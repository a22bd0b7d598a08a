"""Tables of the build-up: the steps of the plan, what they wait for, proof by hand, experiments."""

from sqlite_utils import Database, Migrations

migrations = Migrations("buildup")


@migrations()
def buildup(db: Database) -> None:
    for statement in (
        """
        CREATE TABLE buildup_step (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            why TEXT NOT NULL DEFAULT '',
            how TEXT NOT NULL DEFAULT '',
            evidence TEXT NOT NULL DEFAULT '',
            owner TEXT NOT NULL DEFAULT '',
            planned_from TEXT NOT NULL,
            planned_until TEXT NOT NULL CHECK (planned_until >= planned_from),
            began_on TEXT,
            done_on TEXT CHECK (done_on >= began_on),
            note TEXT NOT NULL DEFAULT ''
        )
        """,
        """
        CREATE TABLE buildup_wait (
            id INTEGER PRIMARY KEY,
            step_id INTEGER NOT NULL REFERENCES buildup_step(id) ON DELETE CASCADE,
            waits_for_id INTEGER NOT NULL REFERENCES buildup_step(id) ON DELETE CASCADE,
            UNIQUE (step_id, waits_for_id),
            CHECK (step_id <> waits_for_id)
        )
        """,
        "CREATE INDEX buildup_wait_waits_for ON buildup_wait(waits_for_id)",
        """
        CREATE TABLE buildup_proof (
            id INTEGER PRIMARY KEY,
            step_id INTEGER NOT NULL REFERENCES buildup_step(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            seen_on TEXT NOT NULL
        )
        """,
        "CREATE INDEX buildup_proof_step ON buildup_proof(step_id)",
        """
        CREATE TABLE experiment (
            id INTEGER PRIMARY KEY,
            belief TEXT NOT NULL,
            trial TEXT NOT NULL DEFAULT '',
            with_whom TEXT NOT NULL DEFAULT '',
            from_on TEXT NOT NULL,
            until_on TEXT NOT NULL CHECK (until_on >= from_on),
            measure TEXT NOT NULL DEFAULT '',
            threshold TEXT NOT NULL DEFAULT '',
            outcome TEXT NOT NULL DEFAULT '',
            verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'keep', 'change', 'stop')),
            verdict_on TEXT,
            learnt TEXT NOT NULL DEFAULT ''
        )
        """,
        "CREATE INDEX experiment_until ON experiment(until_on)",
    ):
        db.execute(statement)
