"""Reads of the desk and of the resident's pages, across people, places and cases."""
