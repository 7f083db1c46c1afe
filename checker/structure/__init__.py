"""One or more reports in a document: who reports, for which year, and a section tree with roles."""

from checker.structure.build import build
from checker.structure.options import IdentityOptions
from checker.structure.types import ReportType, type_of

__all__ = ["IdentityOptions", "ReportType", "build", "type_of"]
