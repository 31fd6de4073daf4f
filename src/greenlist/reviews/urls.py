"""Addresses of the offices' work."""

from __future__ import annotations

from django.urls import path, re_path

from .views import blocking, inbox, returning, review, screening, values

_ONE = "applications/<int:pk>/"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/export/", inbox.inbox_export, name="inbox-export"),
    path(f"{_ONE}review/", review.review, name="review"),
    path(f"{_ONE}review/points/", review.answer, name="review-points"),
    path(f"{_ONE}review/records/<int:check>/", review.record, name="review-record"),
    path(f"{_ONE}review/values/", values.values, name="review-values"),
    path(f"{_ONE}review/values/correct/", values.correct, name="review-correct"),
    path(f"{_ONE}review/screening/", screening.ruling, name="screening-ruling"),
    path(f"{_ONE}review/screening/again/", screening.screen_again, name="review-rescreen"),
    path(f"{_ONE}review/screening/<int:ruling>/withdraw/", screening.withdraw, name="screening-ruling-withdraw"),
    path(f"{_ONE}review/screening/<int:ruling>/document/", screening.document, name="screening-ruling-document"),
    path(f"{_ONE}block/", blocking.block, name="block"),
    path(f"{_ONE}unblock/", blocking.unblock, name="unblock"),
    re_path(
        r"^applications/(?P<pk>\d+)/block/(?P<stop>\d+)/(?P<which>paper|verdict)/$", blocking.document,
        name="block-document",
    ),
    path(f"{_ONE}accept/", review.accept, name="accept"),
    path(f"{_ONE}send-back/", returning.send_back, name="send_back"),
]  # fmt: skip
