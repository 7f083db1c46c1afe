"""What the zip reader of the standard library raises on an archive that is damaged, locked or packed unknowably.

Its documentation names only ``BadZipFile``; the others come from the layers below: wrong streams, offsets beyond the
file, names that do not decode, passwords and unknown methods (``RuntimeError``), members that are listed and not there.
"""

from __future__ import annotations

import zipfile
import zlib

DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, KeyError)
