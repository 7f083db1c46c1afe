"""Rubrics: YAML in, :class:`checker.model.Rubric` out."""

from checker.rubric.builtin import builtin_names, choose_rubric
from checker.rubric.open import apply_tailoring, load_rubric

__all__ = ["apply_tailoring", "builtin_names", "choose_rubric", "load_rubric"]
