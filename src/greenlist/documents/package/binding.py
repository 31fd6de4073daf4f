"""How the parts are bound: what the policy says, and what this machine can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MB = 1024 * 1024
PAGES = "第 {page} 页 共 {pages} 页"


@dataclass(frozen=True, slots=True)
class Binding:
    """`most`: bytes of a volume. `page_numbers`: what is stamped, '' for nothing.

    `archival`: say PDF/A of a volume where every part allows it. `soffice`: LibreOffice, None where there is none.
    """

    most: int = 50 * MB
    page_numbers: str = PAGES
    office_files: Literal["convert", "attach", "beside"] = "beside"
    images_per_page: int = 1
    archival: bool = True
    soffice: Path | None = None

    @property
    def facts(self) -> tuple[object, ...]:
        """What a package depends on besides its parts."""
        converts = self.office_files == "convert" and self.soffice is not None
        return (self.most, self.page_numbers, self.office_files, converts, self.images_per_page, self.archival)
