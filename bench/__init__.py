"""The bench: every speed claim beside its rival or its floor, in the same run.

``measure`` has the rules (calibrate, interleave, ratios, not measured when busy), ``ground`` the
databases that are measured on, ``crowd`` and ``caseload`` fill them; the other files are one claim
each. Run it with ``make bench`` (see docs/reference/benchmarks.md).
"""
