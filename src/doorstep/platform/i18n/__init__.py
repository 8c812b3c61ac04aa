"""Catalogues of translations: compiled when Doorstep is made, and checked to be complete.

English texts in the source are the message ids. Every app keeps ``locale/zh_Hans/LC_MESSAGES/
django.po`` by hand; what stands in the platform's catalogue (and what the kernel and the project
say) serves every app. ``python -m doorstep.platform.i18n compile|check``.
"""
