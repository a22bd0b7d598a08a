"""The tab of moderation tasks: what moderation has to do, with which expertise, for how long."""

from __future__ import annotations

from commdesk.core.words import N_
from commdesk.features.moderation.page.register import Register
from commdesk.features.moderation.tasks.page.register import tasks
from commdesk.kit.page import NEW, Page, PageAction


class TasksPage(Page):
    """The register of tasks; Ctrl+N adds one, Ctrl+Enter saves."""

    NAME = "moderation_tasks"
    TITLE = N_("Moderation tasks")
    HELP = N_(
        "Which tasks moderation has, which expertise each asks and how many hours a week. Enter "
        "goes from the table to the form, Ctrl+Enter saves, Esc goes back, Ctrl+N adds a task."
    )
    WATCHES = frozenset({"moderation_task"})
    ICON = "shield-account-outline"

    def build(self) -> None:
        self.register = Register(self, tasks(self.desk.db, self.words, self.desk.today))
        self.content.addWidget(self.register, 1)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Add task"), self.register.begin, NEW)

    def reload(self) -> None:
        self.register.reload()

    def show_target(self, target: object) -> None:
        """A task by its id; `new` begins one."""
        if target == "new":
            self.register.begin()
        else:
            self.register.table.select_id(int(str(target)))

    def has_unsaved(self) -> bool:
        return self.register.form.is_dirty

    def drop_unsaved(self) -> None:
        self.register.form.load(None)
