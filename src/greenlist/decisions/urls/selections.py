"""The city's selections."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.decisions.views import line, record, releasing, selection, selections, witnesses

urlpatterns: list[URLPattern] = [
    path("selections/", selections.selections, name="selections"),
    path("selections/open/", selections.selection_open, name="selection-open"),
    path("selections/<int:pk>/", selection.selection, name="selection"),
    path("selections/<int:pk>/decide/", selection.selection_decide, name="selection-decide"),
    path("selections/<int:pk>/preview/", releasing.selection_preview, name="selection-preview"),
    path("selections/<int:pk>/release/", releasing.selection_release, name="selection-release"),
    path("selections/<int:pk>/record/<slug:form>/", record.selection_record, name="selection-record"),
    path("selections/<int:pk>/witnesses/", witnesses.selection_witnesses, name="selection-witnesses"),
    path("selections/<int:pk>/lines/<int:line>/", line.selection_line, name="selection-line"),
    path("selections/<int:pk>/lines/<int:line>/move/", line.selection_move, name="selection-move"),
    path("selections/<int:pk>/lines/<int:line>/note/", line.selection_note, name="selection-note"),
    path("selections/<int:pk>/<slug:act>/", selection.selection_act, name="selection-act"),
]
