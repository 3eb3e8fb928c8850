"""The settings of the floors: those of the catalogue, with other addresses."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "initiatives.benchmarking.floors"
