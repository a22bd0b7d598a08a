"""Exports of programs, as /samples of them say; whole archives are made here, file by file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SLACK_USERS = """[{"id": "U01AAA", "team_id": "T01", "name": "fyilmaz", "deleted": false, "is_bot": false, "is_admin": false, "is_restricted": false, "tz": "Europe/Amsterdam", "updated": 1767000000, "profile": {"real_name": "Fatma Yılmaz", "display_name": "Fatma", "email": "f.yilmaz@voorbeeld.example", "title": "beleid"}}, {"id": "U02BBB", "name": "weg", "deleted": true, "is_bot": false, "profile": {"real_name": "Oud Lid"}}]"""  # noqa: E501 - as it is written
SLACK_CHANNELS = """[{"id": "C01", "name": "algemeen", "created": 1760000000, "creator": "U01AAA", "is_archived": false, "members": ["U01AAA"], "topic": {"value": ""}, "purpose": {"value": "Iedereen"}}]"""  # noqa: E501
SLACK_DAY = """[{"type": "message", "subtype": "channel_join", "user": "U01AAA", "text": "<@U01AAA> has joined the channel", "ts": "1767345010.000100"}, {"type": "message", "user": "U01AAA", "text": "Wie heeft ervaring met een Woo-verzoek?", "ts": "1767345120.000200", "thread_ts": "1767345120.000200", "reactions": [{"name": "eyes", "users": ["U03CCC"], "count": 1}]}, {"type": "message", "user": "U03CCC", "text": "Ik!", "ts": "1767345300.000300", "thread_ts": "1767345120.000200"}]"""  # noqa: E501
MATTERMOST = """{"type": "version", "version": 1}
{"type": "team", "team": {"name": "gemeente", "display_name": "Gemeente", "type": "I", "description": "", "allow_open_invite": false}}
{"type": "channel", "channel": {"team": "gemeente", "name": "algemeen", "display_name": "Algemeen", "type": "O"}}
{"type": "user", "user": {"username": "fyilmaz", "email": "f.yilmaz@voorbeeld.example", "first_name": "Fatma", "last_name": "Yılmaz", "nickname": "", "position": "beleid", "roles": "system_user", "locale": "nl", "teams": [{"name": "gemeente", "roles": "team_user", "channels": [{"name": "algemeen", "roles": "channel_user"}]}]}}
{"type": "post", "post": {"team": "gemeente", "channel": "algemeen", "user": "fyilmaz", "message": "Welkom allemaal", "props": {}, "create_at": 1767345120000, "reactions": [{"user": "adejong", "emoji_name": "+1", "create_at": 1767345180000}], "replies": [{"user": "adejong", "message": "Dank!", "create_at": 1767345200000}]}}
{"type": "direct_post", "direct_post": {"channel_members": ["fyilmaz", "adejong"], "user": "adejong", "message": "privé", "create_at": 1767345300000}}
"""  # noqa: E501
DEJONG = """{"type": "user", "user": {"username": "adejong", "email": "a.dejong@voorbeeld.example", "first_name": "Anna", "last_name": "de Jong"}}
"""  # noqa: E501
KIMAI = """Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,User,E-mail,Staff number,Customer,Project,Activity,Description,Billable,Tags,Type,category,Account,Project number,VAT-ID,Order number
2026-03-02,09:00,10:30,1:30,EUR,0,0,0,,Ine Bakker,ibakker,,,Gemeente Voorbeeld,Community,Modereren,avondronde,1,"forum, avond",timesheet,work,,,,
"""  # noqa: E501
KIMAI_DUTCH = "Datum,Van,Tot,Duur,Valuta,Bedrag,Intern tarief,Uurtarief,Vast bedrag,Naam,Gebruikersnaam,E-mail,Personeelsnummer,Klant,Project,Activiteit,Beschrijving,Factureerbaar,Labels,Type,category,Rekening,Projectnummer,Btw-nummer,Dossiernummer"  # noqa: E501
TEAMS = """1. Summary
Meeting title\tKennisuur bomen
Attended participants\t2
Start time\t11/26/25, 4:16:54 PM
End time\t11/26/25, 5:18:08 PM
Meeting duration\t1h 1m 14s
Average attendance time\t55m 13s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Fatma Yılmaz\t11/26/25, 4:16:55 PM\t11/26/25, 5:18:08 PM\t1h 1m 13s\tf.yilmaz@voorbeeld.example\tf.yilmaz@voorbeeld.example\tOrganizer

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Fatma Yılmaz\t11/26/25, 4:16:55 PM\t11/26/25, 5:18:08 PM\t1h 1m 13s\tf.yilmaz@voorbeeld.example\tOrganizer
"""  # noqa: E501
TEAMS_DUTCH = """1. Samenvatting
Titel van vergadering\tKennisuur bomen
Aantal deelnemers\t3
Begintijd\t26-11-2025 16:16:54
Eindtijd\t26-11-2025 17:18:08

2. Deelnemers
Naam\tEerste deelname\tLaatste vertrek\tDuur van deelname\tE-mail\tDeelnemer-id (UPN)\tRol\tBetrokkenheid: handen
Fatma Yılmaz\t26-11-2025 16:16:55\t26-11-2025 17:18:08\t1u 1m 13s\tf.yilmaz@voorbeeld.example\tf.yilmaz@voorbeeld.example\tOrganisator\t2
Bram Hendriks (Gast)\t26-11-2025 16:20:00\t26-11-2025 17:00:00\t40m\t\t\tPresentator\t0
31612345678\t26-11-2025 16:21:00\t26-11-2025 17:00:00\t39m\t\t\tDeelnemer\t0

3. Activiteiten in de vergadering
Naam\tTijd van deelname\tTijd van vertrek\tDuur\tE-mail\tRol
Fatma Yılmaz\t26-11-2025 16:16:55\t26-11-2025 17:18:08\t1u\tf.yilmaz@voorbeeld.example\tOrganisator
"""  # noqa: E501
TEAMS_OLD = """Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Fatma Yılmaz\t11/26/25, 4:16:55 PM\t11/26/25, 5:18:08 PM\t1h\tf.yilmaz@voorbeeld.example\tOrganizer\tf.yilmaz@voorbeeld.example
Fatma Yılmaz\t11/26/25, 5:20:00 PM\t11/26/25, 5:28:08 PM\t8m\tf.yilmaz@voorbeeld.example\tOrganizer\tf.yilmaz@voorbeeld.example
"""  # noqa: E501


def slack(path: Path, files: Mapping[str, str | bytes] | None = None, *, root: str = "") -> Path:
    """The sample; `files` come with it or in its place."""
    parts: dict[str, str | bytes] = {
        "users.json": SLACK_USERS,
        "channels.json": SLACK_CHANNELS,
        "algemeen/2026-01-02.json": SLACK_DAY,
        **(files or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(root + name, content)
    return path


def message(user: str, ts: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "ts": ts, "text": "geheim woord", **more}


def day(messages: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(messages)


def file(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path
