"""`greenlist demo`: the whole site with made-up people and units, on this machine alone."""

from __future__ import annotations

import errno
import json
import socket
from pathlib import Path
from typing import Annotated

import typer

from greenlist.cli.common import Lang, LangOption, console, console_err, fail
from greenlist.engine.messages import Language, render, say
from greenlist.ops.demo.cast import accounts
from greenlist.ops.demo.folder import Folder, InUse, NoDemoFolder
from greenlist.ops.demo.running import HOST, Died, run

EXAMPLES = """\b
例 Examples:
  greenlist demo
  greenlist demo --port 8080 --data /tmp/greenlist-demo --reset
  greenlist demo --accounts
"""
LAST_LINES = 15  # of a log, where something ended by itself


def demo_command(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    data: Annotated[
        Path, typer.Option("--data", help="数据文件夹，没有则新建 / folder of its data, made if missing")
    ] = Path("data/demo"),
    reset: Annotated[bool, typer.Option("--reset", help="清空后重新开始 / start over")] = False,
    list_accounts: Annotated[
        bool,
        typer.Option("--accounts", help="只列出演示账号（JSON），不启动 / print the accounts as JSON, start nothing"),
    ] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """启动演示网站：自带数据库、示例单位和各种角色的账号 / Run the site as a demo."""
    if list_accounts:
        print(json.dumps(accounts(), ensure_ascii=False, indent=2))
        return
    language = lang.language
    check_port(port, language)
    folder = Folder(data)
    console_err.print(render(say("site.demo_starting"), language))
    try:
        with folder.held(reset=reset):
            run(folder, port, ready=lambda address: _tell(address, folder, language))
    except NoDemoFolder:
        fail(say("site.demo_other_folder", folder=str(folder.path)), language)
    except InUse:
        fail(say("site.demo_in_use", folder=str(folder.path)), language)
    except OSError as error:
        fail(say("site.folder_unusable", folder=str(folder.path), reason=error.strerror or str(error)), language)
    except Died as died:
        last = "\n".join(died.log.read_text(errors="replace").splitlines()[-LAST_LINES:])
        console_err.print(render(say("site.demo_died", log=str(died.log), last=last), language), style="red")
        raise typer.Exit(1) from None
    console.print(render(say("site.demo_stopped", folder=str(folder.path)), language))


def _tell(address: str, folder: Folder, language: Language) -> None:
    console.print(render(say("site.demo_ready", address=address, folder=str(folder.path)), language))


def check_port(port: int, language: Language) -> None:
    """Leave with 2 where the port cannot be had, before anything is started."""
    other = 8080 if port != 8080 else 8081
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                fail(say("site.port_taken", port=port, other=other), language)
            fail(say("site.port_forbidden", port=port, reason=error.strerror or "", other=other), language)
