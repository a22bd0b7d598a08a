"""Where a workbook lies: on a disk of this computer, on a network drive, or in a synced folder.

SQLite's WAL needs memory that all openers share, so it cannot work over a network; and a program
that syncs a folder carries the file and its -wal away at different moments. There a workbook has
a rollback journal, and one opener.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from commdesk.core.words import Text, say

_DRIVE_REMOTE = 4  # what GetDriveTypeW answers for a network drive
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
    return _synced(real) or (say("a network drive") if _is_on_network(real) else None)


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


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        root = path.anchor
        is_share = root.startswith("\\\\") and not root.startswith("\\\\?\\")
        return is_share or ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE
    if path.parent.stat().st_dev == Path("/").stat().st_dev:
        return False  # the disk that the system runs from; psutil takes long to load
    return bool(_NETWORK.fullmatch(_file_system(path)))


def _file_system(path: Path) -> str:
    """The kind of file system of the mount nearest above the file."""
    import psutil

    try:
        mounts = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):
        return ""
    above = [each for each in mounts if path.is_relative_to(each.mountpoint)]
    return max(above, key=lambda each: len(each.mountpoint)).fstype.lower() if above else ""
