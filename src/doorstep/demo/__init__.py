"""A living town, made by rule from a seed number.

Owns nothing at run time: it fills an empty database with places and people in bulk, and with months
of life through the real operations, so that every page has something true to show.
"""
