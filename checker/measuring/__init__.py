"""Instruments for rubric authors: cases, evaluation against labels, ablations, stress."""
