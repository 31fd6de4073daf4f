"""A tiny clamd: speaks INSTREAM as the real one does, and knows one virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VIRUS = b"pretend-virus"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    answer: bytes | None = None  # what to say instead of a verdict
    seen: list[bytes]


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        assert command == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)
        found = b"stream: Pretend.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"
        self.wfile.write(found if self.server.answer is None else self.server.answer)


@contextmanager
def clamd(answer: bytes | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Its URL, and the files it was sent."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.answer, server.seen = answer, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}", server.seen
        finally:
            server.shutdown()
            thread.join()
