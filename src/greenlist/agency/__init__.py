"""The rules on evaluation agencies: basic conditions, cap, independence, likeness of reports, calendars, yearly report.

Pure: facts in, answers out; no database, no clock. `agencies` brings the facts and shows the answers.
"""
