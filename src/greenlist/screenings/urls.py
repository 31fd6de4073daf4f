"""Addresses of `screenings`."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import comparing, judging, lists, looking, rounds, units

urlpatterns: list[URLPattern] = [
    path("credit-lists/", lists.lists, name="lists"),
    path("credit-lists/upload/", lists.list_upload, name="list-upload"),
    path("credit-lists/<int:pk>/", lists.list_file, name="list-file"),
    path("credit-lists/<int:pk>/refused/", lists.list_refused, name="list-refused"),
    path("credit-lists/<int:pk>/withdraw/", lists.list_withdraw, name="list-withdraw"),
    path("credit-lists/<slug:source>/open/", lists.list_open, name="list-open"),
    path("credit-lists/<slug:source>/close/", lists.list_close, name="list-close"),
    path("screening/", rounds.screenings, name="screenings"),
    path("screening/<int:pk>/", rounds.screening_round, name="screening-round"),
    path("screening/<int:pk>/run/", rounds.screening_run_start, name="screening-run-start"),
    path("screening/<int:pk>/judge/", judging.screening_judge_many, name="screening-judge-many"),
    path("screening/<int:pk>/compare/", comparing.screening_compare, name="screening-compare"),
    path("screening/runs/<int:pk>/", rounds.screening_run, name="screening-run"),
    path("screening/runs/<int:pk>/<slug:form>/", comparing.screening_export, name="screening-export"),
    path("screening/units/<int:pk>/", units.screening_unit, name="screening-unit"),
    path("screening/findings/<int:pk>/", judging.screening_judge, name="screening-judge"),
    path("screening/judgements/", judging.judgement_list, name="judgements"),
    path("screening/judgements/<int:pk>/withdraw/", judging.judgement_withdraw, name="judgement-withdraw"),
    path("screening/judgements/<int:pk>/document/", judging.judgement_document, name="judgement-document"),
    path("screening/units/<int:pk>/lookups/", looking.lookup_new, name="lookup-new"),
    path("screening/lookups/<int:pk>/", looking.lookup, name="lookup"),
    path("screening/lookups/<int:pk>/withdraw/", looking.lookup_withdraw, name="lookup-withdraw"),
    path("screening/lookups/<int:pk>/document/", looking.lookup_document, name="lookup-document"),
    path("applications/<int:pk>/screening/", units.application_screening, name="application-screening"),
    path("applications/<int:pk>/self-check/", units.application_self_check, name="application-self-check"),
]
