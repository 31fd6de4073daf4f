"""Sentences of the site's screening: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "screenings.not_opened": (
        "自查只用省厅开放的公开名单，这一条的名单没有开放；请按通知要求自行查询",
        "a self-check uses only public lists that the province has opened, and none for this condition; look it up "
        "as the notice asks",
    ),
}
