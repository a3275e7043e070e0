"""What each of many facilities reaches within a cutoff, node by node: searches or sweeps, whichever is sooner."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geo.engine import Engine
from geo.kernels.arrays import Ints
from geo.kernels.fill import Reach, fill
from geo.kernels.pairs import Arrivals, Shortcuts, search_pairs
from geo.meeting import Meeting, begins
from geo.roads import Direction, FloatArray
from geo.sweep import Sources, times_within

AT_ONCE = 64  # facilities whose answers are held at a time
