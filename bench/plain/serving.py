"""`python -m bench.plain.serving web HOST PORT WORKERS THREADS`: the product's server with the peer's application."""

import os
import sys

from samverkan.setup import serving

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
    serving.APPLICATION = "bench.plain.wsgi:application"
    serving.main(sys.argv[1:])
