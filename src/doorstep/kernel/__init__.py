"""Plain Python that every floor may use: who acts, over which places, in which working time.

Owns ids, place codes, the working calendar, errors, ``Actor``, ``Scope`` and the base of facts.
Refuses Django: nothing here may need settings, a database or a clock (time comes in).
"""
