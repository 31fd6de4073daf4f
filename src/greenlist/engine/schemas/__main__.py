"""Write the JSON Schemas into a folder, or say with --check which of them are not current."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import stale, write


def main() -> int:
    """Run from the command line; 1 where --check finds a schema that is not current."""
    parser = argparse.ArgumentParser(prog="python -m greenlist.engine.schemas", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; name the files that are not current")
    options = parser.parse_args()
    if not options.check:
        write(options.folder)
        return 0
    old = stale(options.folder)
    for name in old:
        print(f"{options.folder / name}: not current; run `make docs`", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
