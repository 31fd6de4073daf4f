"""Cases about agencies: opened, heard, proposed, decided by another person, dropped (196号 四, REQ-54, REQ-55)."""

from __future__ import annotations
