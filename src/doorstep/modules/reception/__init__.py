"""The one desk: any worker takes anything, and any resident asks in their own words.

Owns the case kinds of a community (``kinds/*.toml``), the desk, the one box that finds people,
homes, cases and items, and the resident's own pages. Refuses to keep cases: that is casework's.
Publishes no facts of its own.
"""
