"""People: who lives here and who works here.

Owns residents, households, tags and consent; accounts, grants, tokens, sign-in and duty rosters.
Refuses two of the three powers in one hand, and shows no sealed field without a purpose.
Publishes facts about residents (see ``events``).
"""
