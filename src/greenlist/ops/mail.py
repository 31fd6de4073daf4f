"""The mail server, from one address: smtp://user:password@host:port."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends"
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}  # smtp+tls begins in the clear and goes on with STARTTLS


@dataclass(frozen=True, slots=True)
class Mail:
    """What Django's EMAIL_ settings want to know."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def mail(url: str) -> Mail:
    """The mail server from `smtp://`, `smtp+tls://` or `smtps://`; `console:` writes mail to the log, `sink:` keeps it
    for the page of the demo, '' sends none.

    Raises ImproperlyConfigured for anything else.
    """
    if url == "":
        return Mail(f"{_BACKENDS}.dummy.EmailBackend")
    if url == "sink:":
        return Mail("greenlist.parties.sink.Sink")
    if url == "console:":
        return Mail(f"{_BACKENDS}.console.EmailBackend")
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise ImproperlyConfigured(f"GREENLIST_EMAIL_URL cannot be read: {error}.") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ImproperlyConfigured("GREENLIST_EMAIL_URL is smtp://, smtp+tls:// or smtps:// with a host, or console:")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    tls, ssl = parts.scheme == "smtp+tls", parts.scheme == "smtps"
    return Mail(f"{_BACKENDS}.smtp.EmailBackend", parts.hostname, port, user, password, tls, ssl)
