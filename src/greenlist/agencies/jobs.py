"""What the worker does for this room: compare a signed report with the agency's others."""

from __future__ import annotations
