"""Temporary: the pages of the new addresses only."""
import csv, os
from pathlib import Path
import pytest
from django.urls import reverse
from access.scene import build_scene
from access.site import addresses
from .test_pages import NO_PAGE, IN_EVERY_STATE
from access.table import PERSONAS, HEAD, Row
from .conftest import Window
FILES = os.environ.get("ROWFILES", "/tmp/rows.csv /tmp/rows3.csv").split()
ORDER = ("owner", "city", "cityapprover", "province", "department", "system", "anonymous", "expert")

def rows():
    seen = {}
    for f in FILES:
        for l in Path(f).read_text().splitlines():
            p = l.strip().split(",")
            if len(p) == 25: seen[tuple(p[:3])] = Row(*p[:3], dict(zip(PERSONAS, p[3:])))
    return list(seen.values())

def test_new_pages(window: Window, live_server: object) -> None:
    scene = build_scene(); known = {a.name: a for a in addresses()}; seen=set(); faults=[]
    only = os.environ.get("PAGES", "").split()
    for who in ORDER:
        visitor = window(scene.world, None if who == "anonymous" else who, album=f"new/{who}")
        for row in rows():
            if row.method != "GET" or row.outcomes[who] != "ok" or row.name in NO_PAGE: continue
            if only and not row.name.startswith(tuple(only)): continue
            page = (row.name, row.case if row.name in IN_EVERY_STATE else "")
            if page in seen: continue
            if row.case not in scene.cases(known[row.name]): continue
            seen.add(page)
            path = reverse(row.name, kwargs=scene.arguments(known[row.name], row.case), query=scene.forms.get(row.name))
            try:
                answer = visitor.go(path, f"{row.name}-{row.case}".rstrip("-"))
                if answer is None or answer.status != 200: faults.append(f"{who} {row.name} {row.case}: {answer and answer.status}")
            except Exception as e: faults.append(f"{who} {row.name} {row.case}: {str(e)[:150]}")
        faults += [f"{who}: {one}" for one in visitor.faults]
        visitor.leave()
    Path("/tmp/new_faults.txt").write_text("\n".join(faults)); print(len(seen))
    assert faults == []
