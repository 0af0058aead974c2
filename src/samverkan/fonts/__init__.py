"""The fonts that documents and figures are set in, so that no machine's own fonts change a byte."""

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Source Sans 3"
