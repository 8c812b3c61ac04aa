"""Modules: facts of their own, the signals they raise, the kinds of case they add, their pages.

Strangers to each other. Each could be removed with its folder and one line of the settings.
"""
