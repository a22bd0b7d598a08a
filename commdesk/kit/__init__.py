"""Qt building blocks; they know no feature. A page is written with these:

    page.py     Page(desk, host): NAME, TITLE, HELP, WATCHES, ICON; fill in build(), reload(),
                show_target(id), primary_action(), page_actions(), filter_field(), has_unsaved().
                It gives self.content (a layout), self.header.show_words(title, line),
                self.banner.show_text(text, tone), self.words, self.host, and
                self.do(op, *args, form=None, then=None, **kwargs), with self.refusals(form):,
                self.tell(text), self.show_actions(). PageAction(msgid, slot, shortcut, in_header,
                name). Regions(name, (list, detail), words=, memory=self.host.memory, shares=).
    table.py    Table(RowsModel(columns, count, fetch, words, sort=), name=, title=, memory=):
                reload(), current_row(), select_id(), set_empty(title, text, do, slot); signals
                selected, opened, ticked, left. TableColumn(key, heading, width, align, format,
                text, tone, is_muted, stretches, sorts, needs).
    cardlist.py CardList(title): show_rows([CardRow(key, title, reason, chips, right, tickable,
                group, data)]), current(), select_key(), set_empty(); same signals.
    detail.py   DetailPane(nothing).show_detail(Detail(title, line, chips, paragraphs, timeline,
                timeline_title, buttons)).
    formcard.py FormCard(words, form): a form beside a list with Save and Cancel; done, finish()
    formkeys.py form_keys(holder, save, leave): Enter, Ctrl+Enter and Esc of every form
    scrolled.py scrolled(form): a form in a card lower than the form
    form.py     Form([Field(key, label, kind, choices, placeholder, help, beside)], words, today=):
                load(record), values(), show_error(field, text), dirty, is_dirty.
    parts.py    label(text, role), button(text, slot, role, icon), icon_button, Chip, Bar, Card,
                EmptyState; flow.py Flow; tile.py Tile; tiles.py TileRow.
    taking.py   PaperTaking(page): paper() and name(); to a PDF or a printer.
    dialogs.py  ask(...), ask_text(...), tell(...), pick_file(...), pick_place(...): `then=`, they
                never block.
    jobs.py     host.run_job(title, work(progress), then), host.run_bulk(title, work(desk,
                progress), then): a thread, with progress.report(done, of) and Cancel.
    signals.py  soon, after_pause, on_key, speak.
    theme.py    tokens, lengths, fonts; no colour is written anywhere else.

A page words its own texts (self.words(...)); PageAction, TableColumn and Field take msgids (N_).
"""
