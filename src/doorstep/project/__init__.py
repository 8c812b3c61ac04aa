"""Settings, URLs, the assembled API, the table of who hears which fact, and the command line.

The only floor that knows every app.
"""
