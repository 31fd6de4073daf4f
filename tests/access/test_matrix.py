"""Who gets what at every address: the site is held to matrix.csv, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from pytest_django import DjangoDbBlocker

from greenlist.ops import urls

from .scene import CASES, ENGAGEMENT, Scene, build_scene
from .site import NAMELESS, Address, addresses
from .table import HEAD, PERSONAS, line, read, word

OURS = [one for one in addresses() if one.room.startswith("greenlist.")]
OTHERS = [one for one in addresses() if not one.room.startswith("greenlist.")]
ROWS = {row.key: row for row in read()}
METHODS = ("GET", "POST")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One world for all rows; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def _bare_refusals() -> Iterator[None]:
    """Most answers are a no: here they are not dressed up as pages, which takes longer than all the rest."""
    with pytest.MonkeyPatch.context() as patch:
        for status in (403, 404):
            bare = partial(_refuse, status=status)
            patch.setattr(urls, f"handler{status}", bare, raising=False)
        yield


def _refuse(_request: HttpRequest, *, exception: Exception, status: int) -> HttpResponse:
    return HttpResponse(str(exception), status=status)


@pytest.fixture(scope="module")
def browsers(scene: Scene) -> dict[str, Client]:
    """One signed-in browser for each persona."""
    browsers = {name: scene.world.client(None if name == "anonymous" else name) for name in PERSONAS}
    for one in browsers.values():
        one.raise_request_exception = False
    return browsers


class Pages:
    """Whether pages are filled: once for each address and case is enough, who may open it is asked for everybody."""

    filled = True


@pytest.fixture(scope="module", autouse=True)
def _empty_pages() -> Iterator[None]:
    render = Template.render

    def maybe(page: Template, context: Any = None, request: HttpRequest | None = None) -> SafeString:
        return render(page, context, request) if Pages.filled else mark_safe("")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", maybe)
        yield


def outcome(browser: Client, address: Address, scene: Scene, case: str, method: str) -> str:
    """What one persona gets; whatever it changed is taken back, in the database and in the browser."""
    form = scene.forms.get(address.name)
    path = reverse(address.name, kwargs=scene.arguments(address, case), query=form)
    cookies = browser.cookies.output()
    cache.clear()  # which counts how often somebody tried
    with transaction.atomic():
        answer = browser.get(path) if method == "GET" else browser.post(path, form)
        if answer.streaming:
            list(answer.streaming_content)  # which closes what it read from
        transaction.set_rollback(True)
    if browser.cookies.output() != cookies:
        browser.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    return word(answer, method)


@pytest.mark.long
@pytest.mark.parametrize("address", OURS, ids=lambda one: one.name)
def test_everybody_gets_what_the_matrix_says(address: Address, scene: Scene, browsers: dict[str, Client]) -> None:
    wrong, rows = [], {key for key in ROWS if key[0] == address.name}
    for case in scene.cases(address):
        for method in METHODS:
            key = (address.name, case, method)
            if outcome(browsers["owner"], address, scene, case, method) == "405":
                continue  # not with this method, whoever asks: the matrix has no row for it
            rows.discard(key)
            found = outcomes(browsers, address, scene, case, method)
            if key not in ROWS or ROWS[key].outcomes != found:
                wrong.append(line(key, found))
    assert wrong == [], "\n".join(["matrix.csv says otherwise; judge what happened:", ",".join(HEAD), *wrong])
    assert rows == set(), "rows about what is not there"


def outcomes(browsers: dict[str, Client], address: Address, scene: Scene, case: str, method: str) -> dict[str, str]:
    """What each persona gets; the page is filled for the first who may open it."""
    found, Pages.filled = {}, True
    for name in PERSONAS:
        found[name] = outcome(browsers[name], address, scene, case, method)
        Pages.filled = Pages.filled and found[name] not in {"ok", "act"}
    return found


def test_every_row_has_an_address() -> None:
    known = {one.name for one in OURS}
    assert [row.key for row in read() if row.name not in known] == []
    assert len(ROWS) == len(read())


def test_every_address_of_ours_has_a_name() -> None:
    assert [one.route for one in OURS if one.name.startswith(NAMELESS)] == []


def test_no_two_addresses_share_a_name() -> None:
    assert [name for name, often in Counter(one.name for one in OURS).items() if often > 1] == []


# -- addresses that others wrote: allauth's of signing in, Django's of the language -----------------------------

OPEN = {"account_inactive", "language", "mfa_login_webauthn"}  # for whoever is not signed in
AFTER_PASSWORD = {"account_logout", "mfa_authenticate"}  # sends on whoever has not typed a password first


@pytest.mark.long
def test_whoever_is_not_signed_in_gets_to_no_page_about_an_account(browsers: dict[str, Client]) -> None:
    found = {}
    for one in OTHERS:
        path = reverse(one.name, kwargs=dict.fromkeys(one.arguments, 1))
        found[one.name] = word(browsers["anonymous"].get(path), "GET")
    assert {name for name, outcome in found.items() if outcome == "ok"} <= OPEN
    assert {name for name, outcome in found.items() if outcome != "login"} <= OPEN | AFTER_PASSWORD


def test_nobody_signs_up_by_themselves() -> None:
    assert not {"account_signup", "account_email", "account_reset_password"} & {one.name for one in OTHERS}


# -- what holds for whole groups of rows, whatever the single cell says ----------------------------------------

OFFICES = ("city", "cityapprover", "othercity", "province", "provinceapprover", "department")
STRANGERS = (
    "newcomer",
    "outsider",
    "farther",
    "evaluator",
    "otherevaluator",
    "department",
    "expert",
    "system",
    "security",
    "audit",
)
AGENCY = {"evaluator", "agencyreviewer", "agencyhead"}
DESKS = {"application-engagement"}  # says first whose page it is
PUBLIC = {"public-notices", "public-notice", "public-notice-document", "public-notice-names", "notice-object",
          "objection-standing", "objection-slip", "objection-slip-paper", "consult-link"}  # fmt: skip
ROOMS = ("consult", "letter", "selection", "meeting", "expert", "panel", "plan", "scor", "recommendation", "intake",
         "notice", "objection", "unit-objection", "result-", "results", "review-", "screening-ruling", "block",
         "unblock", "inbox", "round-watch", "application-recommended", "application-result", "bundle",
         "document-template", "batch-hold", "reports", "report-run")  # fmt: skip
of_applications = [
    row for row in ROWS.values() if row.case in CASES and row.name not in DESKS | PUBLIC
    and not row.name.startswith(ROOMS)
]  # fmt: skip


def test_strangers_never_find_an_application() -> None:
    others = [row for row in of_applications if row.case != "engaged"]
    assert {row.outcomes[name] for row in others for name in STRANGERS} <= {"404", "405"}


def test_an_application_at_its_agency_is_found_by_nobody_else() -> None:
    strangers = set(STRANGERS) - AGENCY
    rows = [row for row in of_applications if row.case == "engaged"]
    assert {row.outcomes[name] for row in rows for name in strangers} <= {"404", "405"}


def test_a_competing_agency_finds_nothing_of_an_evaluation() -> None:
    rows = [row for row in ROWS.values() if row.case == "engaged" or row.name.startswith(ENGAGEMENT)]
    assert len(rows) > 80
    assert {row.outcomes["otherevaluator"] for row in rows if row.name not in {*DESKS, "engagements"}} <= {"404", "405"}


def test_an_agency_never_writes_what_the_unit_states() -> None:
    theirs = {"evidence_upload", "evidence_replace", "evidence_link"}  # of its own files
    acts = [row for row in of_applications if row.method == "POST" and row.name not in theirs]
    assert {row.outcomes[name] for row in acts for name in AGENCY} <= {"403", "404", "405"}


def test_offices_never_find_a_draft() -> None:
    drafts = [row for row in of_applications if row.case in {"draft", "engaged"}]
    assert {row.outcomes[name] for row in drafts for name in OFFICES} <= {"404", "405"}


def test_another_city_never_finds_an_application() -> None:
    assert {row.outcomes["othercity"] for row in of_applications} <= {"404", "405"}


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    pages = {row.outcomes["anonymous"] for row in of_applications if not row.name.startswith("api:")}
    assert pages <= {"login", "405"}
    assert {row.outcomes["anonymous"] for row in of_applications} - pages <= {"401"}


def test_colleagues_are_alike() -> None:
    assert [row.key for row in of_applications if row.outcomes["owner"] != row.outcomes["colleague"]] == []


def test_an_office_never_writes_what_the_unit_states() -> None:
    theirs = {"accept", "send_back", "review"}
    acts = [row for row in of_applications if row.method == "POST" and row.name not in theirs]
    assert {row.outcomes[name] for row in acts for name in OFFICES} <= {"403", "404", "405"}


# -- the rooms of the offices -----------------------------------------------------------------------------------

OPENED = {"ok", "go", "act"}  # how it looks when somebody gets at something
CITY = {"city", "cityapprover"}
PROVINCE = {"province", "provinceapprover"}
OF_UNIT = {"owner", "colleague", "signatory"}
of_offices = [row for row in ROWS.values() if row.name.startswith(ROOMS) and row.name not in PUBLIC]


def getting_in(*names: str, case: str = "") -> set[str]:
    """Whoever gets at something at addresses that begin so (in cases that begin so)."""
    rows = [row for row in of_offices if row.name.startswith(names) and row.case.startswith(case)]
    assert rows
    return {who for row in rows for who, outcome in row.outcomes.items() if outcome in OPENED}


def test_who_is_not_signed_in_sees_what_was_posted_and_nothing_else_of_the_offices() -> None:
    assert len(of_offices) > 300
    assert {row.outcomes["anonymous"] for row in of_offices} <= {"login", "405"}
    drafts = [row for row in ROWS.values() if row.name in PUBLIC and row.case in {"draft", "unknown"}]
    assert {outcome for row in drafts for outcome in row.outcomes.values()} == {"404"}


def test_neither_agencies_nor_administrators_nor_other_units_get_into_the_offices_rooms() -> None:
    strangers = {"newcomer", "farther", "system", "security", "audit", "parkeditor", "outsider"} | AGENCY
    own = {"unit-objections"}  # an empty list of the unit's own
    rows = [row for row in of_offices if row.name not in own and not row.name.startswith("batch-hold")]
    assert {row.outcomes[who] for row in rows for who in strangers | {"otherevaluator"}} <= {"403", "404", "405"}
    assert getting_in("batch-hold") == CITY | PROVINCE | {"othercity", "system"}  # who runs the machine may hold them


def test_another_city_finds_its_own_lists_only() -> None:
    found = {row.name for row in of_offices if row.outcomes["othercity"] in OPENED}
    lists = {"consultations", "consult-new", "consult-link-shown", "inbox", "inbox-export", "selections"}
    begun = {"selection-open", "recommendations", "recommendation-start", "round-watch", "round-watch-table"}
    bundles = {"bundles", "bundles-made", "bundles-history", "bundle-keys", "bundle-receive"}
    assert found == lists | begun | bundles | {"reports", "batch-hold"}


def test_a_department_finds_its_own_letter_and_answers_nothing_else() -> None:
    found = {(row.name, row.case) for row in of_offices if row.outcomes["department"] in OPENED}
    own = {("letters", "-"), ("letter", "sent"), ("consult-document", "sent"), ("consult-file", "-")}
    assert found == own


def test_an_expert_finds_neither_a_case_of_a_conflict_nor_another_ones_sheet() -> None:
    desk = ("score-sheet", "scored-", "scoring-step-back")
    assert getting_in(*desk, case="own") == {"expert"}
    assert getting_in(*desk, case="conflict") == getting_in(*desk, case="other expert") == set()
    assert "expert" not in getting_in("expert", case="other expert")
    elsewhere = [row for row in of_offices if not row.name.startswith((*desk, "scoring-desk", "expert"))]
    assert {row.outcomes["expert"] for row in elsewhere} <= {"403", "404", "405"}


def test_only_its_expert_writes_or_reads_an_open_sheet() -> None:
    assert getting_in("score-sheet", "scored-", "scoring-") == {"expert"}


def test_an_objection_is_the_provinces_and_what_was_asked_the_units() -> None:
    assert getting_in("objection") - PROVINCE == OF_UNIT  # the files it handed in itself
    assert getting_in("objection-act", "objections") == getting_in("objection-file", case="proof") == PROVINCE
    assert getting_in("unit-objection", case="hearing") == OF_UNIT
    assert getting_in("unit-objection", case="received") == getting_in("unit-objection", case="accepted") == set()


def test_drafts_of_a_city_stay_with_the_city() -> None:
    drafts = ("preparing", "proposed", "draft")
    names = ("consult", "selection", "letter", "recommendation")
    assert {who for case in drafts for who in getting_in(*names, case=case)} == CITY


def test_the_unit_reads_what_became_of_it_and_nothing_of_how_it_was_decided() -> None:
    found = {row.name for row in of_offices if row.outcomes["owner"] in OPENED}
    assert found == {"application-recommended", "application-result", "result-letter", "objection-file",
                     "unit-objection", "unit-objections"}  # fmt: skip


def test_releasing_and_ruling_are_an_approvers() -> None:
    words = ("selection-release", "meeting-release", "notice-post", "notice-correction-post", "consult-send", "unblock",
             "screening-ruling-withdraw", "consult-extend", "document-template-activate",
             "document-template-retire")  # fmt: skip
    assert getting_in(*words) <= {"cityapprover", "provinceapprover"}


def test_what_an_office_received_or_had_made_stays_with_it() -> None:
    for names in (("bundle",), ("report-run",)):
        assert getting_in(*names, case="city's") == CITY
        assert getting_in(*names, case="province's") == PROVINCE


def test_nobody_puts_in_force_or_takes_back_alone() -> None:
    assert getting_in("document-template-activate", case="waiting") == {"provinceapprover"}
    assert getting_in("document-template-activate", case="approver's") == set()
    assert getting_in("notice-withdrawal", case="asked post") == {"provinceapprover"}
    assert getting_in("notice-withdrawal", case="doubted post") == set()
