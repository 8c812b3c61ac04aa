"""Rules of places in plain Python: numerals, addresses, opening hours, kinds of division."""
