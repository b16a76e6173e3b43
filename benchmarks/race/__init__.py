"""Builds one board with this project and with other site generators, and compares the cost.

`python -m benchmarks.race --help` says how. `entrants.py` lists who takes part, `phases.py` has the
builds that are measured, `measure.py` measures, `report.py` writes the page.
"""
