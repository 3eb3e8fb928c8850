"""The editors' guide is read alike on every system."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

READ = """
import warnings, django
django.setup()
from initiatives.editing.guide import contents, guide
warnings.simplefilter("error", EncodingWarning)
print(len(contents()) > 3, "Editors" in guide())
"""


@pytest.mark.once
def test_the_guide_does_not_depend_on_the_encoding_of_the_system():
    command = [sys.executable, "-X", "warn_default_encoding", "-c", READ]
    given = os.environ | {"CATALOGUE_DEBUG": "1"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True)
    assert done.stdout.strip() == "True True", done.stderr
