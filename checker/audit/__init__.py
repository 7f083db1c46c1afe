"""Many reports: a store that survives being killed, cohort tables, copies, follow-through, what supervisors get.

``sources`` lists the files, ``work`` judges one of them, ``engines`` spread the work, ``store`` keeps the
results, ``run`` is the walk. See docs/audit.md.
"""
