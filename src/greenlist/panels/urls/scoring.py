"""Addresses of the expert's desk."""

from __future__ import annotations

from django.urls import path

from greenlist.panels.views import scoring, scoring_dossier

urlpatterns = [
    path("scoring/", scoring.scoring_desk, name="scoring-desk"),
    path("scoring/<int:pk>/", scoring.score_sheet, name="score-sheet"),
    path("scoring/<int:pk>/sign/", scoring.score_sheet_sign, name="score-sheet-sign"),
    path("scoring/<int:pk>/step-back/", scoring.scoring_step_back, name="scoring-step-back"),
    path("scoring/<int:pk>/application/", scoring_dossier.scored_application, name="scored-application"),
    path("scoring/<int:pk>/files/<int:eid>/", scoring_dossier.scored_file, name="scored-file"),
]
