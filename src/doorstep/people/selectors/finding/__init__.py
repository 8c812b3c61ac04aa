"""Finding a person among millions as somebody types.

``rules.keystrokes`` says what the keys may mean; ``bands`` cuts the scope into stretches that the
indexes can walk, the nearest first; ``probes`` turns both into one statement of a few bounded index
probes; ``find`` runs it and ranks. Cost grows with the limit, never with the number of matches.
"""
