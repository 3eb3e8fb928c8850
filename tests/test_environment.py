"""The environment: a value that cannot be right stops the start with one sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import env

pytestmark = pytest.mark.once

TOP = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "CATALOGUE_DEBUG is 'maybe' but must be true or false."),
        ("DEBUG", "", "CATALOGUE_DEBUG is '' but must be true or false."),
        ("SECRET_KEY", "short", "CATALOGUE_SECRET_KEY must have at least 32 characters."),
        ("SECRET_KEY", "x" * 40 + "\n", "CATALOGUE_SECRET_KEY must be printable text."),
        (
            "SITE_URL",
            "example.org",
            "CATALOGUE_SITE_URL is 'example.org' but must be http://host or https://host, without a path.",
        ),
        (
            "SITE_URL",
            "https://x.org/a",
            "CATALOGUE_SITE_URL is 'https://x.org/a' but must be http://host or https://host, without a path.",
        ),
        ("SITE_URL", "https://x:0", "CATALOGUE_SITE_URL is 'https://x:0' but must name a port above 0."),
        ("DATABASE_URL", "mysql://x/y", "CATALOGUE_DATABASE_URL must start with sqlite:/// or postgresql://."),
        ("DATABASE_URL", "postgresql://u:secret@h/", "CATALOGUE_DATABASE_URL must name a database."),
        ("CONTACT", "editors", "CATALOGUE_CONTACT is 'editors' but must be an e-mail address."),
        ("CONTACT", "a b@c.org", "CATALOGUE_CONTACT is 'a b@c.org' but must be an e-mail address."),
        ("CONTACT", "", "CATALOGUE_CONTACT is '' but must be an e-mail address."),
        ("PROXIES", "-1", "CATALOGUE_PROXIES is '-1' but must be a number from 0 to 9."),
        ("PROXIES", "٣", "CATALOGUE_PROXIES is '٣' but must be a number from 0 to 9."),
        ("DATA_DIR", " ", "CATALOGUE_DATA_DIR is ' ' but must be printable text."),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(name, value, sentence):
    with pytest.raises(env.BadEnvironmentError) as error:
        env.read({f"CATALOGUE_{name}": value})
    assert str(error.value) == sentence


@pytest.mark.parametrize("value", ["*", "", "a,,b", "https://a", "a b", "a/b"])
def test_hosts_are_names_only(value):
    with pytest.raises(env.BadEnvironmentError, match="CATALOGUE_ALLOWED_HOSTS"):
        env.read({"CATALOGUE_ALLOWED_HOSTS": value})


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(env.BadEnvironmentError, match="CATALOGUE_DEBGU is not a variable.*CATALOGUE_DEBUG"):
        env.read({"CATALOGUE_DEBGU": "1"})


def test_an_empty_environment_has_every_default():
    assert env.read({"HOME": "/"}) == {name: variable.default for name, variable in env.VARIABLES.items()}


def start(*command: str, **given: str) -> subprocess.CompletedProcess:
    """The start of a command of the application, or of as much of it as is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGUE_")}
    started = [sys.executable, *(command or ("manage.py", "check"))]
    return subprocess.run(started, cwd=TOP, env=kept | given, capture_output=True, text=True, timeout=120)


def test_the_start_stops_with_status_2_and_the_sentence_alone():
    stopped = start(CATALOGUE_DEBUG="maybe")
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (
        2,
        "",
        "CATALOGUE_DEBUG is 'maybe' but must be true or false.\n",
    )


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path):
    (tmp_path / "file").write_text("")
    stopped = start(CATALOGUE_DATA_DIR=str(tmp_path / "file" / "var"))
    assert (stopped.returncode, stopped.stderr.count("\n")) == (2, 1)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    assert start("-c", "import config.settings", CATALOGUE_DATA_DIR=str(tmp_path)).returncode == 0
    secret = tmp_path / "secret-key"
    first = secret.read_text()
    assert start("-c", "import config.settings", CATALOGUE_DATA_DIR=str(tmp_path)).returncode == 0
    assert (secret.read_text(), secret.stat().st_mode & 0o777, len(first) >= 50) == (first, 0o600, True)


def test_the_deployment_check_is_clean_with_a_deployments_environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGUE_")}
    given = {
        "CATALOGUE_SITE_URL": "https://catalogue.example",
        "CATALOGUE_ALLOWED_HOSTS": "catalogue.example",
        "CATALOGUE_SECRET_KEY": "not-a-real-secret-" + "kX29vQ7LmT4pZ0aRb8sWc1dYe5fHg3jU",
        "CATALOGUE_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, cwd=TOP, env=kept | given, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
