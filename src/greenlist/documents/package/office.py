"""Word and Excel files as PDF, by LibreOffice in a profile of its own: no macros, no links, no network, with limits."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import zipfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

SECONDS = 60
MEMORY = 4 * 1024**3  # bytes of address space; it reserves far more than it uses
WRITES = 300 * 1024**2  # bytes of one file it may write
LIMITED = (
    "/bin/sh", "-c",
    f'ulimit -v {MEMORY // 1024}; ulimit -f {WRITES // 512}; ulimit -t {SECONDS * 2}; ulimit -c 0; exec "$@"', "sh",
)  # fmt: skip
SUFFIXES = frozenset({"docx", "xlsx"})  # what it is given; OFD it cannot read
FILTER = {
    "docx": 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',  # 2: PDF/A-2b
    "xlsx": 'pdf:calc_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',
}
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Calc/Content/Update", "Link", "2"),  # 2: never
    ("Office.Writer/Content/Update", "Link", "0"),  # 0: never
    ("Inet/Settings", "ooInetProxyType", "2"),  # 2: by hand, to a port where nobody listens
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def converted(soffice: Path, content: bytes, suffix: str, room: Path, seconds: float = SECONDS) -> Path | None:
    """The file as PDF in the folder `room`; None where LibreOffice does not make one in time. Never raises for a file.

    Its fonts are those of the machine, so the same file may look otherwise elsewhere.
    """
    if suffix not in SUFFIXES or not zipfile.is_zipfile(io.BytesIO(content)):
        return None  # of anything else LibreOffice would make pages of letters
    source, made = room / f"office.{suffix}", room / "office.pdf"
    source.write_bytes(content)
    made.unlink(missing_ok=True)
    profile = _profile(room)
    command = [
        *LIMITED, *_alone(), str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", "--nolockcheck", "--convert-to", FILTER[suffix], "--outdir", str(room), str(source),
    ]  # fmt: skip
    return made if _run(command, room, seconds) and made.is_file() and made.stat().st_size else None


def _run(command: list[str], room: Path, seconds: float) -> bool:
    try:
        child = subprocess.Popen(
            command, cwd=room, env=_known(room), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    try:
        return child.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # soffice starts a second process
        child.wait()


def _known(room: Path) -> dict[str, str]:
    """Its whole environment: no display, no secrets of ours, a home that goes with the room."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(room), "TMPDIR": str(room), "LANG": "C.UTF-8"}


def _profile(room: Path) -> Path:
    profile = room / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
        settings.write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            f"{items}</oor:items>",
            encoding="utf-8",
        )
    return profile


@lru_cache(maxsize=1)
def _alone() -> tuple[str, ...]:
    """A network namespace with nothing in it, where the machine lets us have one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--user", "--map-root-user", "--net", "--")
    try:
        ends = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False).returncode
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if ends == 0 else ()
