"""The mail server, from one address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from greenlist.ops.mail import mail


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.cn", 25, False, False),
        ("smtp+tls://mail.example.cn", 587, True, False),
        ("smtps://mail.example.cn", 465, False, True),
        ("smtps://mail.example.cn:2465", 2465, False, True),
    ],
)
def test_schemes_and_their_ports(url: str, port: int, tls: bool, ssl: bool) -> None:
    got = mail(url)
    assert (got.host, got.port, got.tls, got.ssl) == ("mail.example.cn", port, tls, ssl)


def test_user_and_password_are_unquoted() -> None:
    got = mail("smtps://green%40example.cn:p%3Aw@mail.example.cn")
    assert (got.user, got.password) == ("green@example.cn", "p:w")


def test_no_mail_and_mail_to_the_log() -> None:
    assert mail("").backend.endswith("dummy.EmailBackend")
    assert mail("console:").backend.endswith("console.EmailBackend")


@pytest.mark.parametrize("url", ["mail.example.cn", "http://mail.example.cn", "smtp://", "smtp://mail:many"])
def test_nonsense_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="GREENLIST_EMAIL_URL"):
        mail(url)


def test_mail_of_a_demo_stays_in_the_house() -> None:
    assert mail("sink:").backend == "greenlist.parties.sink.Sink"
