"""What every room of the tests shares: the shipped law, the source data, overlay folders from plain texts."""

from __future__ import annotations

import gc
import os
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pgtrigger
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.lawbook import LawBook
from world import World, small_world

# Properties are about what is true, not how fast. CI asks the same hundred questions every time; others ask thirty, but
# other ones each time.
IN_CI = "CI" in os.environ
hypothesis_settings.register_profile("greenlist", deadline=None, derandomize=IN_CI, max_examples=100 if IN_CI else 30)
hypothesis_settings.load_profile("greenlist")

# Ten thousand tests are a large heap that stays: looking through it again and again for garbage takes a sixth of a run.
gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end; from here on garbage is looked for, in what is new."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


CHECKOUT = Path(__file__).resolve().parents[1]
Overlay = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` with the source data, beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the shared folder with the source data is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample rounds."""
    return CHECKOUT / "samples"


@pytest.fixture(scope="session")
def book() -> LawBook:
    """The shipped law."""
    return LawBook()


@pytest.fixture(scope="session")
def fields(book: LawBook) -> Fields:
    """The shipped data dictionary."""
    return fields_of(book)


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Write an overlay folder: relative path -> text (indented as the test is). Returns the folder."""
    return lambda files: write_overlay(tmp_path / "law", files)


def write_overlay(folder: Path, files: Mapping[str, str]) -> Path:
    """The files of an overlay under `folder`, which is made; returns `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The database of the run. At its end every session of it is closed, from a session beside it.

    A browser test runs beside an event loop, where Django keeps connections apart: one of them may outlive the test.
    """
    yield
    at = connection.get_connection_params()
    name = at.pop("dbname")
    with psycopg.connect(**{**at, "dbname": "postgres", "cursor_factory": psycopg.Cursor}) as beside:
        beside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """The journal refuses to be emptied; only between tests that commit it may."""
    teardown = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        with pgtrigger.ignore("journal.Entry:never_emptied"):
            teardown(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """Each test begins in Chinese: a page asked for in English leaves its language with the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def world(db: None) -> World:
    """Places, organisations, people and their hats."""
    return small_world()
