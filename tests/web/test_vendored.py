"""What others wrote is here as it came: every file is in the manifest, with its hash, licence and source."""

import tomllib
from hashlib import sha256
from importlib.resources import files

VENDOR = files("harmel.web") / "static" / "vendor"


def test_every_file_is_as_it_came_and_named_with_its_licence():
    manifest = tomllib.loads((VENDOR / "manifest.toml").read_text("utf-8"))
    listed = {}
    for name, entry in manifest.items():
        assert {"version", "licence", "source", "tarball"} <= set(entry), name
        assert any(path.endswith("LICENSE") for path in entry["files"]), name
        listed |= entry["files"]
    there = {
        f"{folder.name}/{file.name}": file
        for folder in VENDOR.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
    }
    assert set(there) == set(listed)
    for path, file in there.items():
        assert sha256(file.read_bytes()).hexdigest() == listed[path], path
