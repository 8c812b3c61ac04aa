"""What is offered: service items, first cut.

Owns service items and finding one by name or sound. Refuses people and cases: an item says what
can be had, not who asked. Publishes no facts yet.
"""
