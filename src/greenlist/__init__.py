"""greenlist: one yearly round of the 绿色制造名单, from call to list."""

__version__ = "0.1.0"
