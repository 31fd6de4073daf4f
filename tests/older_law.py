"""The shipped law as it was on an earlier day: without parameters that came later."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from greenlist.engine.lawbook.files import shipped_law

CAME_LATER = ("package_order", "max_package_mb", "page_numbers", "office_files", "images_per_page", "pdfa")


def older_law(folder: Path, keys: Mapping[str, tuple[str, ...]]) -> Path:
    """The shipped law as it was before the national policy had these keys of its blocks; () is the whole block."""
    shutil.copytree(shipped_law(), folder)
    path = folder / "policies" / "cn-2024.yaml"
    lines, block, skipping = [], "", False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1].strip() and not line.startswith("#"):
            block, skipping = line.partition(":")[0], False
        gone = keys.get(block)
        if gone == ():
            continue
        if line.startswith("  ") and line[2:3].strip() and gone:
            skipping = line.strip().partition(":")[0] in gone
        if not skipping:
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
