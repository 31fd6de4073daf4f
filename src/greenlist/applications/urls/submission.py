"""Addresses from check-your-answers to receipt."""

from __future__ import annotations

from django.urls import path

from greenlist.applications.views import submission, versions

_ONE = "applications/<int:pk>"
urlpatterns = [
    path(f"{_ONE}/commitment/", submission.commitment, name="commitment"),
    path(f"{_ONE}/check/", submission.check, name="check"),
    path(f"{_ONE}/proceed/", submission.proceed, name="proceed"),
    path(f"{_ONE}/ask/", submission.ask, name="ask_to_submit"),
    path(f"{_ONE}/submit/", submission.submit, name="submit"),
    path(f"{_ONE}/receipts/<int:number>/", versions.receipt, name="receipt"),
    path(f"{_ONE}/receipts/<int:number>/receipt.json", versions.receipt_json, name="receipt_json"),
    path(f"{_ONE}/receipts/<int:number>/application.json", versions.receipt_data, name="receipt_data"),
    path(f"{_ONE}/receipts/<int:number>/receipt.<str:form>", versions.receipt_paper, name="receipt_paper"),
    path(f"{_ONE}/versions/", versions.versions, name="versions"),
    path(f"{_ONE}/history/", versions.history, name="history"),
    path("receipt-key.pem", versions.receipt_key, name="receipt_key"),
]
