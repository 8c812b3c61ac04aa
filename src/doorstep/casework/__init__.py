"""The loop: something is sensed, becomes a case, is dispatched, done, answered and judged.

Owns cases with their timeline, clocks, assignments, ratings, files and notices; routing rules,
reply templates and the table of case kinds. Refuses to know what a kind is about: kinds, forms and
routes are contributed by modules. Publishes the facts of ``events``: CaseOpened, CaseDispatched,
CaseAccepted, CaseReturned, CaseEscalated, CaseReplied, CaseResolved, CaseClosed, CaseReopened,
CaseRated, ClockStepFired and their kin.
"""
