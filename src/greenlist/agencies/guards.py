"""What the process table asks about agencies: G-BAR, G-FILE, G-CAP, G-IND, G-SIGNED."""

from __future__ import annotations
