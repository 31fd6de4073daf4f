"""The offices' side."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.consultations.views import answers, batches, drafts, extending, letters, links

_ONE = "consultations/<int:pk>/"
_LETTER = "consultations/letters/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("consultations/", batches.consultation_list, name="consultations"),
    path("consultations/new/", drafts.new, name="consult-new"),
    path(_ONE, batches.consultation, name="consultation"),
    path(f"{_ONE}edit/", drafts.edit, name="consult-edit"),
    path(f"{_ONE}drop/", drafts.drop, name="consult-drop"),
    path(f"{_ONE}send/", drafts.send, name="consult-send"),
    path(f"{_ONE}close/", batches.close, name="consult-close"),
    path(f"{_ONE}extend/", extending.extend, name="consult-extend"),
    path(f"{_ONE}table/", batches.table_download, name="consult-table"),
    path(f"{_ONE}letters/add/", letters.add, name="consult-letter-add"),
    path(_LETTER, letters.letter, name="consult-letter"),
    path(f"{_LETTER}change/", letters.change, name="consult-letter-change"),
    path(f"{_LETTER}remove/", letters.remove, name="consult-letter-remove"),
    path(f"{_LETTER}number/", letters.number, name="consult-letter-number"),
    path(f"{_LETTER}remind/", letters.remind, name="consult-remind"),
    path(f"{_LETTER}links/", links.new, name="consult-link-new"),
    path(f"{_LETTER}paper/", answers.paper, name="consult-paper"),
    path(f"{_LETTER}document/<slug:form>/", letters.document, name="consult-document"),
    path("consultations/links/shown/", links.shown, name="consult-link-shown"),
    path("consultations/links/<int:pk>/revoke/", links.revoke, name="consult-link-revoke"),
    path("consultations/replies/<int:pk>/", answers.reply, name="consult-reply"),
    path("consultations/replies/<int:pk>/file/", answers.file, name="consult-file"),
]
