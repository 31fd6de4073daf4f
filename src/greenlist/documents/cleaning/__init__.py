"""Files of strangers made fit to be pages of ours, in a process of its own with limits on memory and time.

A PDF keeps what it shows and loses what it does: scripts, actions, embedded files, form fields (what they show stays).
A picture is set upright and made no larger than a page needs. Nothing is rasterised; the originals are not touched.
"""

from .client import Cleaned, Cleaner, Fault, Picture

__all__ = ["Cleaned", "Cleaner", "Fault", "Picture"]
