"""Python imports this before anything else where its folder is on the path: the program starts with a faulty disk.

FAULTY_DISK holds a fault's fields as JSON. Speaking processes, which write nothing, have a sound one.
"""

import json
import os
import sys

from tests.support.faulty_disk import VARIABLE, Fault, FaultyDisk

if VARIABLE in os.environ and "--multiprocessing-fork" not in sys.orig_argv and "-c" not in sys.orig_argv:
    FaultyDisk(Fault(**json.loads(os.environ[VARIABLE]))).__enter__()
