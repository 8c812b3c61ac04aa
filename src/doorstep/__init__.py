"""Doorstep (家门口): the working system of a neighbourhood's public service.

The floors, bottom to top: kernel, platform, places, people, catalogue, casework, modules,
cockpit, demo, project. A package imports only from floors below it.
"""

__version__ = "0.1.0"
