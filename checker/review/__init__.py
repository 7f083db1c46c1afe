"""Submissions: who hands in which draft, what the gate said, who returned or approved it, and the proof of it.

``workflow`` says what may happen, ``access`` who may do it, ``trail`` what was done; none of them knows
HTTP. ``api`` and ``web`` are two faces of the same operations. See docs/architecture.md, "The service".
"""
