"""Forms to fill."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_filler import Filler, FormMaker

from greenlist.documents.form import write_form
from greenlist.engine.lawbook import LawBook


@pytest.fixture
def form(tmp_path: Path, book: LawBook) -> FormMaker:
    """Make the form of a pack and open it for filling."""

    def make(pack: str, policy: str | None = "jilin-2024") -> Filler:
        path = tmp_path / f"{pack}.xlsx"
        write_form(book.pack(pack), book.policy(policy) if policy else None, book, path)
        return Filler(path)

    return make
