"""The product's server with the peer's application: `samverkan.setup.serving` in all but that."""

import os
import sys

from samverkan.setup import serving

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
    serving.APPLICATION = "bench.plain.wsgi:application"
    serving.main(sys.argv[1:])
