"""Places: divisions, stations, estates, buildings, dwellings and blocks.

Owns the sortable place code of everything that has an address, opening hours, and moving what
hangs on a division when divisions merge or split. Refuses people: who lives or works where is the
people app's. Publishes ``DivisionsImported``, ``DivisionMoved``, ``StationChanged``.
"""
