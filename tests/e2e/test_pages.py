"""Every page somebody may open, in a browser: no serious finding of axe, no error, no sideways scrolling on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from access.scene import build_scene
from access.site import addresses
from access.table import read

from .conftest import Window

pytestmark = pytest.mark.long

# who looks, and at what: within a group a page is looked at once, but for those that differ from hat to hat
GROUPS = (
    ("owner", "signatory", "parkeditor"),
    ("city", "cityapprover", "province", "department", "security", "audit", "system"),
    ("anonymous", "newcomer", "evaluator", "agencyhead", "otherevaluator", "expert"),
)
DIFFER = frozenset({"home", "applications", "people", "invite", "application"})
IN_EVERY_STATE = frozenset({"application", "section", "evidence", "commitment", "check", "review", "consultation",
                            "selection", "selection-preview", "meeting", "panel", "score-sheet", "recommendation",
                            "recommendation-preview", "intake-unit", "notice", "public-notice", "objection",
                            "unit-objection", "result-import", "result-line"})  # fmt: skip
NO_PAGE = frozenset({"healthz", "evidence_file", "evidence_view", "workbook", "tenants_template", "receipt_json",
                     "receipt_data", "receipt_key", "journal_export", "green_list_export", "list-refused",
                     "lookup-document",
                     "judgement-document", "screening-export", "contract-file", "engagement-photo", "engagement-paper",
                     "engagement-draft-paper", "filing-paper", "filing-staff-form", "conduct-letter", "case-paper",
                     "yearly-report-export", "inbox-export", "block-document", "screening-ruling-document",
                     "consult-document", "consult-file", "consult-table", "expert-table-form", "panel-export",
                     "panel-results-file", "scored-file", "meeting-minutes", "selection-record", "notice-document",
                     "public-notice-document", "public-notice-names", "objection-file", "recommendation-file",
                     "recommendation-platform", "recommendation-scan-file", "recommendation-package-file",
                     "recommendation-unit-zip", "result-export", "result-letter", "result-letters",
                     "round-watch-table", "application-report-file",
                     "receipt_paper", "objection-slip-paper", "green_dynamic_file", "bundle-made-file", "bundle-file",
                     "document-template-file", "document-template-start", "document-template-sample", "report-run-file",
                     "meeting-witnesses", "selection-witnesses"})  # fmt: skip
Page = tuple[str, str]


def pages_of(who: str, seen: set[Page]) -> list[Page]:
    """The addresses and cases that the matrix opens to a persona and that are not yet looked at."""
    found = []
    for row in read():
        if row.method != "GET" or row.outcomes[who] != "ok" or row.name in NO_PAGE or row.name.startswith("api:"):
            continue
        page = (row.name, row.case if row.name in IN_EVERY_STATE else "")
        if page not in seen or row.name in DIFFER:
            seen.add(page)
            found.append((row.name, row.case))
    return found


@pytest.mark.parametrize("group", GROUPS, ids="-".join)
def test_every_page_that_may_be_opened(window: Window, live_server: object, group: tuple[str, ...]) -> None:
    scene = build_scene()
    known = {one.name: one for one in addresses()}
    faults: list[str] = []
    seen: set[Page] = set()
    for who in group:
        visitor = window(scene.world, None if who == "anonymous" else who, album=f"pages/{who}")
        for name, case in pages_of(who, seen):
            path = reverse(name, kwargs=scene.arguments(known[name], case), query=scene.forms.get(name))
            answer = visitor.go(path, f"{name}-{case}".rstrip("-"))
            if answer is None or answer.status != 200:
                visitor.faults.append(f"{name} {case}: {answer and answer.status}")
        faults += [f"{who}: {one}" for one in visitor.faults]
        visitor.leave()
    assert faults == []
