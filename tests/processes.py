"""The same program in processes that differ in what must not matter."""

import os
import subprocess
import sys

from tests.conftest import ROOT


def outputs(code: str) -> set[str]:
    """Give what the code prints under two hash seeds and in two time zones: one entry if they agree."""
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
