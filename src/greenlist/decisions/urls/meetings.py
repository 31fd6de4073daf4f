"""The province's meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.decisions.views import meeting, meeting_line, meeting_release, meetings, witnesses

urlpatterns: list[URLPattern] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/open/", meetings.meeting_open, name="meeting-open"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/decide/", meeting.meeting_decide, name="meeting-decide"),
    path("meetings/<int:pk>/preview/", meeting_release.meeting_preview, name="meeting-preview"),
    path("meetings/<int:pk>/release/", meeting_release.meeting_release, name="meeting-release"),
    path("meetings/<int:pk>/record/", meeting_release.meeting_record, name="meeting-record"),
    path("meetings/<int:pk>/minutes/<slug:form>/", meeting_release.meeting_minutes, name="meeting-minutes"),
    path("meetings/<int:pk>/witnesses/", witnesses.meeting_witnesses, name="meeting-witnesses"),
    path("meetings/<int:pk>/lines/<int:line>/", meeting_line.meeting_line, name="meeting-line"),
    path("meetings/<int:pk>/lines/<int:line>/move/", meeting_line.meeting_move, name="meeting-move"),
    path("meetings/<int:pk>/lines/<int:line>/note/", meeting_line.meeting_note, name="meeting-note"),
    path("meetings/<int:pk>/<slug:act>/", meeting.meeting_act, name="meeting-act"),
]
