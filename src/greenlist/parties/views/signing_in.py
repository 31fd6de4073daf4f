"""The way in: the sign-in page with the demo's accounts, and honest status codes for allauth's forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from greenlist.parties.models import Person, Role

View = Callable[..., HttpResponseBase]


class SignInView(LoginView):
    """Sign in; in the demo as anybody of the list."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the demo's accounts, and only there."""
        labels: dict[str, Any] = dict(Role.choices)
        listed = getattr(settings, "DEMO_ACCOUNTS", []) if settings.DEMO else []
        accounts = [account | {"role": labels.get(account["role"], account["role"])} for account in listed]
        context: dict[str, Any] = super().get_context_data(**kwargs) | {"demo_accounts": accounts}
        return context


sign_in = SignInView.as_view()


def refused_as_422(view: View) -> View:
    """The view, answering 422 where it shows a refused form again (allauth answers 200)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            response.status_code = 422
        return response

    return answered


def let_in(request: HttpRequest, person: Person, url: str) -> HttpResponse:
    """Sign somebody in who has just made the account: the same steps as at the door."""
    response: HttpResponse = flows.login.perform_login(request, Login(user=person, redirect_url=url))
    return response
