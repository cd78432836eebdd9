"""`python -m sim`: the study as a plain Hydra application, with Hydra's own flags, sweepers and launchers."""

from sim.app import hydra_application
from sim.cli import objective_of

if __name__ == "__main__":
    hydra_application(objective_of)
