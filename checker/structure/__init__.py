"""One or more reports in a document: who reports, for which year, and a section tree with roles."""

from checker.structure.build import build
from checker.structure.options import IdentityOptions

__all__ = ["IdentityOptions", "build"]
