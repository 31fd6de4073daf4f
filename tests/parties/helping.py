"""What the tests of people and organisations share."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from greenlist.parties.models import Invitation, Person
from world import PASSWORD


def send(client: Client, url: str, data: dict[str, Any] | None = None) -> Any:
    """POST a form the way a page does: with an idempotency key of its own."""
    return client.post(url, {"idempotency_key": str(uuid.uuid4()), **(data or {})})


def sign_in(client: Client, login: str, password: str = PASSWORD, address: str = "10.0.0.1") -> Any:
    """Sign in at the door, from a network address."""
    return client.post("/accounts/login/", {"login": login, "password": password}, REMOTE_ADDR=address)


def signed_in(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return "_auth_user_id" in client.session


def account(login: str = "xinren", **changes: str) -> dict[str, str]:
    """What a new person fills in."""
    known = {
        "person_name": "新人",
        "phone": "0431-1",
        "email": "",
        "login": login,
        "password": "four unrelated words here",
        "password_again": "four unrelated words here",
    }
    return known | changes


def link_of(client: Client) -> str:
    """The path of the link that is shown once, taken from its page."""
    page = client.get("/people/link/").content.decode()
    return page.split('id="made-link">')[1].split("<")[0].split("testserver", 1)[1]


def newest_invitation() -> Invitation:
    return Invitation.objects.order_by("-pk")[0]


def person(login: str) -> Person:
    return Person.objects.get(login=login)
