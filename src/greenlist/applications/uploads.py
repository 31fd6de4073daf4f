"""A ceiling on what one request may upload, held while it arrives and before anything is written to disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from greenlist.parties import roles

MB = 1024 * 1024
MAX_REQUEST = 600 * 1024 * 1024  # bytes of all files of one request
OF_OFFICIALS: dict[str, int] = {}  # name of an address where offices may bring more than others -> bytes
OPEN_TO_ALL: dict[str, int] = {}  # name of an address that takes files of anybody -> bytes; filled by rooms above


class CeilingHandler(FileUploadHandler):
    """The first of FILE_UPLOAD_HANDLERS: drops files of nobody signed in and what goes over the ceiling.

    A request that went over has `upload_stopped` set; the view says so.
    """

    received = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Before a file: is there somebody who may send one, or an address that takes files of anybody."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        user = getattr(self.request, "user", None)
        if (user is None or not user.is_authenticated) and not _named(self.request, OPEN_TO_ALL):
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Count, and pass the chunk on."""
        self.received += len(raw_data)
        if self.received > ceiling_for(self.request):
            self.request.upload_stopped = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handlers make the file."""


def ceiling_for(request: Any) -> int:
    """How many bytes a request may bring; the province's bring whole lists of a country, a stranger's few papers."""
    open_to_all = _named(request, OPEN_TO_ALL)
    if open_to_all and not getattr(getattr(request, "user", None), "is_authenticated", False):
        return open_to_all
    hat = getattr(request, "hat", None)
    if hat is not None and (large := _named(request, OF_OFFICIALS)) and hat.among(roles.OFFICIALS):
        return large
    if hat is not None and hat.among(roles.PROVINCE):
        return max(MAX_REQUEST, settings.LIST_MAX_MB * MB)
    return MAX_REQUEST


def _named(request: Any, addresses: dict[str, int]) -> int:
    """Bytes that an address takes by one of the tables above; 0 where it is not in it."""
    match = getattr(request, "resolver_match", None)
    return addresses.get(match.url_name or "", 0) if match is not None else 0
