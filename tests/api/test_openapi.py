"""The OpenAPI document, and whether the interface does what it says."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.contrib.sessions.models import Session
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase

from world import World, application_of, round_of

DOCUMENT = "/api/v1/openapi.json"


def test_the_document_needs_no_sign_in_and_names_every_key(world: World) -> None:
    document = world.client(None).get(DOCUMENT).json()
    assert set(document["paths"]) == {
        "/api/v1/agencies",
        "/api/v1/agencies/{id}",
        "/api/v1/applications",
        "/api/v1/applications/{id}",
        "/api/v1/rounds/{round}/screening-runs",
        "/api/v1/screening-runs/{run}/units",
        "/api/v1/screening-units/{unit}",
    }
    assert document["components"]["securitySchemes"]["SignedIn"]["name"] == "sessionid"
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), name


def test_there_is_no_page_of_docs_with_foreign_scripts(world: World) -> None:
    assert world.client("owner").get("/api/v1/docs").status_code == 404


def test_everything_is_read_only(world: World) -> None:
    document = world.client(None).get(DOCUMENT).json()
    assert {method for path in document["paths"].values() for method in path} == {"get"}


schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())
SESSION = "of-the-owner-of-one-draft"  # known before the test begins, for cases are made when it is collected


@schema.auth()
class SignedIn:
    """The session that the fixture opens."""

    def get(self, _case: Any, _context: Any) -> str:
        return SESSION

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.cookies = {**(case.cookies or {}), "sessionid": data}


@pytest.fixture
def _owner_of_one_draft(world: World) -> Iterator[None]:
    """Requests leave the connection of the test open, as those of Django's client do."""
    application_of(world, round_of(world))
    opened = world.client("owner").cookies["sessionid"].value
    Session.objects.filter(pk=opened).update(session_key=SESSION)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_owner_of_one_draft")
@schema.parametrize()
@hypothesis.settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_interface_does_what_its_document_says(case: Any) -> None:
    case.call_and_validate()
