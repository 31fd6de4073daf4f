"""What every page does that hands a document out: a character that no font has, a font of the setting, pictures."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pypdf import PageObject, PdfReader
from pytest_django import DjangoDbBlocker

from access.scene import Scene, build_scene
from access.site import addresses
from documents.every import PDFTOPPM, SHOTS
from documents.handed_out import ELSEWHERE, FORMS, Asked, asked, content_of
from documents.test_papers import font_with
from greenlist.documents.papers import glyphs
from greenlist.documents.papers.glyphs import FontSet, use_fonts
from greenlist.paperwork import made
from greenlist.parties.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.long]
COMMON = "0"  # stands in every document, if only in a date
RARE = "\U00020005"
KEPT = {"notice-document open pdf"}  # printed when it was posted, and handed out as it was
# of names as they are now
LIVE = {"application-report-file", "consult-document", "meeting-minutes", "selection-record"}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One world for all; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture
def site(no_site: None) -> None:
    """The site is open, as it is for whoever sees a page."""
    use_fonts(())


def browser(scene: Scene, one: Asked) -> Client:
    return scene.world.client(None if one.who == "anonymous" else one.who)


def papers(scene: Scene) -> list[Asked]:
    """Those that are printed."""
    return [one for one in asked(scene) if one.form.endswith(("pdf", "docx"))]


def test_no_address_with_a_form_is_forgotten() -> None:
    with_form = {one.name for one in addresses() if one.room.startswith("greenlist.") and "form" in one.arguments}
    assert with_form - set(FORMS) == set(ELSEWHERE) & with_form


@pytest.fixture
def without_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled font as if it lacked a character that stands everywhere; nothing that was made before is found."""
    monkeypatch.setattr(made, "find", lambda _key: None)
    real = glyphs._known

    def known(fonts: FontSet) -> frozenset[str]:
        added = frozenset().union(*(glyphs._characters(path) for path in fonts.extra))
        return (real(fonts) - {COMMON}) | added

    monkeypatch.setattr(glyphs, "_known", known)


def test_every_page_names_the_setting_and_goes_on_with_a_font(
    scene: Scene, site: None, without_a_character: None, tmp_path: Path
) -> None:
    font, wrong = font_with(COMMON, tmp_path / "more.ttf"), {}
    every = [one for one in papers(scene) if one.key not in KEPT]
    assert len(every) > 50
    for one in every:
        said, content = got(scene, one, ()).decode(errors="replace"), got(scene, one, (font,))
        if not told(said, "U+0030"):
            wrong[one.key] = said[:300]
        elif not content.startswith((b"%PDF", b"PK")):
            wrong[one.key] = content[:300].decode(errors="replace")
    assert wrong == {}


def test_a_rare_character_in_the_name_of_a_unit(scene: Scene, site: None, tmp_path: Path) -> None:
    font, refused = font_with(RARE, tmp_path / "rare.ttf"), set()
    with transaction.atomic():
        Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE).update(name=f"示例{RARE}食品有限公司")
        for one in [one for one in papers(scene) if one.form.endswith("pdf")]:
            if told(got(scene, one, ()).decode(errors="replace"), "U+20005"):
                refused.add(one.name)
                pages = PdfReader(io.BytesIO(got(scene, one, (font,)))).pages
                assert RARE in "".join(page.extract_text() for page in pages), one.key
                assert any("Rare" in name for page in pages for name in fonts_of(page)), one.key
        transaction.set_rollback(True)
    assert refused >= LIVE


def told(page: str, point: str) -> bool:
    """Whether a page says which character is missing, and that the setting is the way out."""
    return point in page and "GREENLIST_FONTS" in page and "--font" not in page


def got(scene: Scene, one: Asked, fonts: Sequence[Path]) -> bytes:
    """The document, or the page that says why there is none, on a site with these fonts; nothing else is changed."""
    use_fonts(fonts)
    with transaction.atomic(), override_settings(FONTS=[*fonts]):
        content = content_of(browser(scene, one).get(one.path, follow=True))
        transaction.set_rollback(True)
    return content


def fonts_of(page: PageObject) -> set[str]:
    """The names of the fonts of a page."""
    return {str(font["/BaseFont"]).rpartition("+")[2] for font in (page["/Resources"].get("/Font") or {}).values()}


def test_pictures_of_what_the_site_hands_out(scene: Scene, tmp_path: Path) -> None:
    """Saved in shots/documents beside those of the samples, for people to look at."""
    if PDFTOPPM is None:
        pytest.skip("no pdftoppm on this machine (Debian: apt install poppler-utils)")
    SHOTS.mkdir(parents=True, exist_ok=True)
    for one in papers(scene):
        if not one.form.endswith("pdf"):
            continue
        content = content_of(browser(scene, one).get(one.path))
        name, path = f"site {one.key}", tmp_path / "one.pdf"
        for old in SHOTS.glob(f"{name}-*.png"):
            old.unlink()
        path.write_bytes(content)
        command = [PDFTOPPM, "-r", "70", "-png", str(path), str(SHOTS / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert len(list(SHOTS.glob(f"{name}-*.png"))) == len(PdfReader(io.BytesIO(content)).pages), name
