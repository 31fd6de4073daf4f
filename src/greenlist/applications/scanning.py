"""Asking ClamAV: the INSTREAM command of clamd over TCP or a Unix socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_CHUNK = 64 * 1024
_ANSWER = 4096  # bytes; an answer is one short line
_SECONDS = 60


class ScannerUnavailable(Exception):
    """No verdict: the scanner cannot be reached, or did not finish. Never to be read as clean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner found; `name` is that of the malware, '' for a clean file."""

    infected: bool
    name: str = ""


def scan(stream: BinaryIO, url: str) -> Verdict:
    """Have a file scanned by the clamd at `url` (tcp://host:port or unix:/path).

    Raises:
        ScannerUnavailable: not reached, no answer in time, or an answer that is neither clean nor found.
        ImproperlyConfigured: the URL is none of the two.
    """
    try:
        with closing(_connect(url)) as connection:
            connection.sendall(b"zINSTREAM\0")
            for chunk in _chunks(stream):
                connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            connection.sendall(struct.pack(">I", 0))
            answer = _answer(connection)
    except OSError as fault:
        raise ScannerUnavailable(str(fault)) from fault
    return _verdict(answer)


def _verdict(answer: str) -> Verdict:
    """`stream: OK` or `stream: <name> FOUND`."""
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return Verdict(infected=False)
    if said.endswith(" FOUND"):
        return Verdict(infected=True, name=said.removesuffix(" FOUND"))
    raise ScannerUnavailable(f"clamd: {answer[:200]}")


def _connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return socket.create_connection((parts.hostname, parts.port), timeout=_SECONDS)
    if parts.scheme == "unix" and parts.path:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_SECONDS)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    raise ImproperlyConfigured(f"CLAMD_URL={url!r}: write tcp://host:port or unix:/path/of/clamd.sock")


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _answer(connection: socket.socket) -> str:
    answer = b""
    while len(answer) < _ANSWER and b"\0" not in answer:
        more = connection.recv(_ANSWER)
        if not more:
            break
        answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
