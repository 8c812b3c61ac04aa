"""Django infrastructure that every app stands on.

Owns scope and row-level security, the trail, sealed fields, facts (outbox), jobs, files,
idempotency, the module registry, page shells, the design system and the rendering of errors.
Refuses knowledge of any app: it reaches them only through the registry and through settings.
"""
