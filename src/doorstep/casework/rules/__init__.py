"""What may happen to a case and when, as plain Python: no Django, no database, no clock."""
