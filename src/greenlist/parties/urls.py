from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import forgotten, hats, invitations, mails, notifications, people, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("hats/", hats.hats, name="hats"),
    path("me/", hats.me, name="me"),
    path("register/", units.register, name="register_unit"),
    path("units/pending/", units.pending, name="units_pending"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/decide/", units.decide, name="unit_decide"),
    path("units/<int:pk>/edit/", units.edit, name="unit_edit"),
    path("units/<int:pk>/rename/", units.rename, name="unit_rename"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/link/", people.link, name="link"),
    path("people/<int:pk>/switch/", people.switch, name="person_switch"),
    path("people/<int:pk>/reset/", people.reset, name="person_reset"),
    path("memberships/<int:pk>/end/", people.end, name="membership_end"),
    path("invitations/<int:pk>/revoke/", people.revoke, name="invitation_revoke"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("forgotten/", forgotten.forgotten, name="forgotten"),
    path("forgotten/asked/", forgotten.forgotten_asked, name="forgotten_asked"),
    path("reset/<str:token>/", invitations.password_link, name="password_link"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("mails/", mails.mails_page, name="mails"),
    path("demo/mail/", mails.demo_mail, name="demo-mail"),
]
