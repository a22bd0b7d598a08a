"""Where a workbook lies: on a disk of this computer, on a network drive, in a synced folder, on a
stick.

SQLite's WAL needs memory that all openers share, so it cannot work over a network; a program that
syncs a folder carries the file and its -wal away at different moments; and a stick is pulled out
when it likes somebody. There a workbook has a rollback journal: every change is whole in the file
itself as soon as it is said to be saved. And it has one opener.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from commdesk.core.words import N_, Text, say

_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # what GetDriveTypeW answers
_STICK = N_("a USB stick")
_STICKS = ("/media", "/run/media", "/Volumes")
"""Under which Linux and macOS show what was plugged in."""
_NETWORK = re.compile(
    r"9p|afpfs|afs|beegfs|ceph|cifs|ncpfs|nfs4?|smb2|smb3|smbfs|webdav|"
    r"(fuse\.)?(davfs|glusterfs|rclone|sshfs)"
)
_SYNCED = (
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mijn drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("surfdrive", "SURFdrive"),
)
_SYNC_FOLDERS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def shared_place(path: Path) -> Text | None:
    """What the place is called when others may reach the file there; None on an own disk."""
    real = path.resolve()
    if synced := _synced(real):
        return synced
    if is_on_stick(real):
        return Text(_STICK)
    return say("a network drive") if is_on_network(real) else None


def is_on_stick(path: Path) -> bool:
    """Whether the file lies on what can be pulled out of the computer."""
    if sys.platform == "win32":
        return _kind_of_drive(path) == _DRIVE_REMOVABLE
    return any(path.is_relative_to(place) for place in _STICKS)


def _synced(path: Path) -> Text | None:
    """A folder that a sync program told Windows of, or that has the name such programs give."""
    told = [os.environ[name] for name in _SYNC_FOLDERS if os.environ.get(name)]
    if any(path.is_relative_to(Path(folder).resolve()) for folder in told):
        return Text("OneDrive")
    for part in path.parts[:-1]:
        for start, name in _SYNCED:
            if part.lower().startswith(start):
                return Text(name)
    return None


def is_on_network(path: Path) -> bool:
    """Whether the file lies on a drive that this computer reaches over a network."""
    if sys.platform == "win32":
        root = path.anchor
        is_share = root.startswith("\\\\") and not root.startswith("\\\\?\\")
        return is_share or _kind_of_drive(path) == _DRIVE_REMOTE
    if path.parent.stat().st_dev == Path("/").stat().st_dev:
        return False  # the disk that the system runs from; psutil takes long to load
    return bool(_NETWORK.fullmatch(_file_system(path)))


def _kind_of_drive(path: Path) -> int:
    """By Windows' GetDriveTypeW; 0 anywhere else."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(path.anchor))


def _file_system(path: Path) -> str:
    """The kind of file system of the mount nearest above the file."""
    import psutil

    try:
        mounts = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):
        return ""
    above = [each for each in mounts if path.is_relative_to(each.mountpoint)]
    return max(above, key=lambda each: len(each.mountpoint)).fstype.lower() if above else ""
