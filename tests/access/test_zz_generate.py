"""Temporary: prints the rows of addresses that the matrix does not know."""

import os, time
import pytest
from .test_matrix import *  # noqa
from .test_matrix import OURS, ROWS, METHODS, outcome, outcomes
from .table import line

for _n in [n for n in dir() if n.startswith("test_")]:
    del globals()[_n]
NAMES = {r.name for r in read()}
OUT = os.environ.get("ROWS_OUT", "/tmp/rows.csv")


def test_rows(scene, browsers):
    only = os.environ.get("ROWS_OF", "").split()
    with open(OUT, "w") as out:
        for address in OURS:
            if (only and address.name not in only) or (not only and address.name in NAMES):
                continue
            try:
                cases = scene.cases(address)
            except KeyError as e:
                out.write(f"MISSING {address.name} {e}\n")
                continue
            for case in cases:
                for method in METHODS:
                    try:
                        if (
                            outcome(browsers["owner"], address, scene, case, method) == "405"
                            and outcome(browsers["province"], address, scene, case, method) == "405"
                        ):
                            continue
                        found = outcomes(browsers, address, scene, case, method)
                        out.write(line((address.name, case, method), found) + "\n")
                    except KeyError as e:
                        out.write(f"MISSING {address.name} {case} {e!r}\n")
                out.flush()
