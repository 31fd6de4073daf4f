"""How the law is read: pure Python, no Django, no database.

Enter by `lawbook.LawBook` (the law), `application.read_application` (one unit's data), `evaluate.evaluate`
(one unit against one policy) and `ranking.rank` (a round).
"""
