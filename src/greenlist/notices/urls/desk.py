"""Notices on the desk of the province."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.notices.views import after, correcting, desk, drafting, posting, withdrawing

_ONE = "notices/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("notices/", desk.notice_desk, name="notices"),
    path("notices/new/<int:round_pk>/", drafting.notice_new, name="notice-new"),
    path(_ONE, desk.notice, name="notice"),
    path(f"{_ONE}edit/", drafting.notice_edit, name="notice-edit"),
    path(f"{_ONE}drop/", posting.notice_drop, name="notice-drop"),
    path(f"{_ONE}post/", posting.notice_post, name="notice-post"),
    path(f"{_ONE}document/<slug:form>/", posting.notice_document, name="notice-document"),
    path(f"{_ONE}correct/", correcting.notice_correct, name="notice-correct"),
    path(f"{_ONE}correct/post/", correcting.correction_post, name="notice-correction-post"),
    path(f"{_ONE}correct/drop/", correcting.correction_drop, name="notice-correction-drop"),
    path(f"{_ONE}withdraw/", withdrawing.notice_withdraw, name="notice-withdraw"),
    path(f"{_ONE}withdraw/<slug:act>/", withdrawing.notice_withdrawal, name="notice-withdrawal"),
    path(f"{_ONE}after/", after.notice_after, name="notice-after"),
]
