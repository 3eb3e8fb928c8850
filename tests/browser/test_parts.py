"""The parts from npm are pinned, and the lock file says nothing of where they were had."""

import json
import re

from tests.browser.parts import HERE


def test_every_package_is_pinned_to_one_version():
    told = json.loads((HERE / "package.json").read_text())
    versions = {**told["dependencies"], **told["optionalDependencies"]}
    assert {name: version for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)} == {}


def test_the_lock_file_has_a_checksum_for_every_package_and_no_address():
    text = (HERE / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    assert re.findall(r"\w+://\S+|\"resolved\"", text) == []
