"""Addresses of applications, one file per subject."""

from __future__ import annotations

from . import editing, evaluation, evidence, submission

urlpatterns = [*editing.urlpatterns, *evaluation.urlpatterns, *evidence.urlpatterns, *submission.urlpatterns]
