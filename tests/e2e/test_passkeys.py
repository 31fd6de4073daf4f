"""A passkey is added, signs in alone, and stands in for the code; all under the strict content security policy."""

import pytest
from pytest_django import Settings

from greenlist.journal.models import Entry
from world import PASSWORD, World

from .conftest import Window

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.long
def test_a_passkey_from_first_to_last(town: World, window: Window, settings: Settings) -> None:
    settings.SECOND_FACTOR = "officials"
    visitor = window()
    page = visitor.page
    devices = visitor.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def at_the_door() -> None:
        visitor.go("/accounts/login/")
        page.fill("#id_login", "city")
        page.fill("#id_password", PASSWORD)
        page.click("form.fields [type=submit]")

    def out() -> None:
        visitor.go("/accounts/logout/")
        page.click("main form [type=submit]")
        page.wait_for_url("**/accounts/login/")

    at_the_door()
    page.wait_for_url("**/accounts/2fa/")
    visitor.look("second factor owed")
    visitor.go("/accounts/2fa/webauthn/add/")
    visitor.look("password once more")
    page.fill("#id_password", PASSWORD)
    page.click("main form [type=submit]")
    page.wait_for_url("**/webauthn/add/")
    page.check("#id_passwordless")
    visitor.look("new passkey")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    visitor.look("recovery codes")
    visitor.go("/accounts/2fa/webauthn/", "passkeys")
    out()
    page.click("#passkey_login")
    page.wait_for_url(visitor.base + "/")
    out()
    at_the_door()
    page.wait_for_url("**/2fa/authenticate/")
    visitor.look("code or passkey")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(visitor.base + "/")
    assert Entry.objects.filter(act="person.signed_in", actor=str(town.hat("city").person.pk)).count() == 3
    visitor.done()
