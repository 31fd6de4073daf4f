"""Files that come with an answer."""

from __future__ import annotations

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.filetypes import ACCEPTED
from greenlist.applications.limits import MB, Limits
from greenlist.applications.models import Blob

PAPERS = Limits(20 * MB, 100 * MB, 100, ACCEPTED)  # no policy speaks of them


def keep_file(upload: Upload) -> tuple[Blob, str]:
    """Keep a document of a department or a scan. Returns the blob and its name as shown. Raises FileRefused."""
    with received(upload, PAPERS) as (incoming, name, kind):
        return keep_blob(incoming, kind), name
