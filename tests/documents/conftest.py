"""Forms to fill."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_filler import Filler, FormMaker

from greenlist.documents.form import write_form
from greenlist.documents.papers.glyphs import _Site
from greenlist.engine.lawbook import LawBook


@pytest.fixture(autouse=True)
def no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are made as by a command, though the site is open in this process: without the fonts of its setting."""
    monkeypatch.setattr(_Site, "open", False)
    monkeypatch.setattr(_Site, "extra", ())


@pytest.fixture(scope="session")
def empty_forms() -> dict[tuple[str, str | None], bytes]:
    """Forms already written, by pack and policy; the same law gives the same bytes."""
    return {}


@pytest.fixture
def form(tmp_path: Path, book: LawBook, empty_forms: dict[tuple[str, str | None], bytes]) -> FormMaker:
    """Make the form of a pack and open it for filling."""

    def make(pack: str, policy: str | None = "jilin-2024") -> Filler:
        path = tmp_path / f"{pack}.xlsx"
        if (pack, policy) not in empty_forms:
            write_form(book.pack(pack), book.policy(policy) if policy else None, book, path)
            empty_forms[pack, policy] = path.read_bytes()
        path.write_bytes(empty_forms[pack, policy])
        return Filler(path)

    return make
