"""The site in a real browser. The tools here run as commands too, and read the matrix of routes: Django is set up."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
