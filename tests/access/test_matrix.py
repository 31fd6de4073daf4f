"""Who gets what at every address: the site is held to matrix.csv, row by row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from .scene import CASES, Scene, build_scene
from .site import Address, addresses
from .table import HEAD, PERSONAS, acted, line, read, word

OURS = [one for one in addresses() if one.room.startswith("greenlist.")]
OTHERS = [one for one in addresses() if not one.room.startswith("greenlist.")]
ROWS = {row.key: row for row in read()}
METHODS = ("GET", "POST")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One world for all rows; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(scene: Scene) -> dict[str, Client]:
    """One signed-in browser for each persona."""
    browsers = {name: scene.world.client(None if name == "anonymous" else name) for name in PERSONAS}
    for one in browsers.values():
        one.raise_request_exception = False
    return browsers


def outcome(browser: Client, address: Address, scene: Scene, case: str, method: str) -> str:
    """What one persona gets; whatever it changed is taken back."""
    path = reverse(address.name, kwargs=scene.arguments(address, case))
    with transaction.atomic():
        answer = browser.get(path) if method == "GET" else browser.post(path)
        found = word(answer)
        answer.close()
        transaction.set_rollback(True)
    return found if method == "GET" else acted(found)


@pytest.mark.parametrize("address", OURS, ids=lambda one: one.name)
def test_everybody_gets_what_the_matrix_says(
    address: Address, scene: Scene, browsers: dict[str, Client]
) -> None:
    wrong = []
    for case in scene.cases(address):
        for method in METHODS:
            key = (address.name, case, method)
            found = {name: outcome(browsers[name], address, scene, case, method) for name in PERSONAS}
            row = ROWS.get(key)
            if row is None or row.outcomes != found:
                wrong.append(line(key, found))
    assert wrong == [], f"matrix.csv says otherwise or nothing; this is what happened, judge it:\n{','.join(HEAD)}\n" + (
        "\n".join(wrong)
    )


def test_every_row_has_an_address() -> None:
    known = {one.name for one in OURS}
    assert [row.key for row in read() if row.name not in known] == []
    assert len(ROWS) == len(read())


def test_every_address_of_ours_has_a_name() -> None:
    assert [one.route for one in addresses() if one.name == one.route] == []


# -- what holds for whole groups of rows, whatever the single cell says ----------------------------------------

OFFICES = ("city", "cityapprover", "othercity", "province", "provinceapprover", "department")
STRANGERS = ("newcomer", "outsider", "farther", "evaluator", "otherevaluator", "department", "expert", "system", "security", "audit")
of_applications = [row for row in ROWS.values() if row.case in CASES]


def test_strangers_never_find_an_application() -> None:
    assert {row.outcomes[name] for row in of_applications for name in STRANGERS} <= {"404", "405"}


def test_offices_never_find_a_draft() -> None:
    drafts = [row for row in of_applications if row.case in {"draft", "park"}]
    assert {row.outcomes[name] for row in drafts for name in OFFICES} <= {"404", "405"}


def test_another_city_never_finds_an_application() -> None:
    assert {row.outcomes["othercity"] for row in of_applications} <= {"404", "405"}


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    assert {row.outcomes["anonymous"] for row in of_applications} <= {"login", "405"}


def test_colleagues_are_alike() -> None:
    assert [row.key for row in of_applications if row.outcomes["owner"] != row.outcomes["colleague"]] == []


def test_an_office_never_writes_what_the_unit_states() -> None:
    theirs = {"accept", "send_back", "review"}
    acts = [row for row in of_applications if row.method == "POST" and row.name not in theirs]
    assert {row.outcomes[name] for row in acts for name in OFFICES} <= {"403", "404", "405"}
