"""`python -m samverkan.secrecy.grounds > docs/reference/grounds.md` writes the reference page."""

import sys

from samverkan.secrecy.grounds.table import reference

sys.stdout.write(reference())
