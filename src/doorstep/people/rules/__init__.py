"""Pure rules about people: no Django, no clock, no database. Each file says one thing."""
