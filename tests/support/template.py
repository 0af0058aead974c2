"""The template database: migrated and founded once by the owner, cloned for each test that writes."""

import hashlib
import shutil
from pathlib import Path

from samverkan.secrecy.keystore import KeyStore
from samverkan.setup import install, roles
from support.server import TestServer, exclusive

ROOT = Path(__file__).parents[2]
SPECS = sorted(Path(__file__).parent.glob("world*.yaml"))  # world.yaml first, then what builds on it
MAKES_IT = ("**/migrations/*.py", "setup/*.py", "**/sql/*.sql", "secrecy/walls.py", "methods/**/*.py",
            "casework/granting.py", "methods/catalogue/*.yaml", "secrecy/grounds/*.yaml",
            "trail/context.py")  # fmt: skip


def ready(server: TestServer) -> tuple[str, Path]:
    """Name of the template and the folder of its keys; built when the files that make it have changed."""
    mark = _fingerprint()
    name, keys = f"samverkan_template_{mark}", server.folder / f"keys-{mark}"
    with exclusive(server.folder / "template.lock"):
        if not (keys / "complete").exists():
            roles.drop_database(server.admin, name)
            shutil.rmtree(keys, ignore_errors=True)
            KeyStore(keys).create()
            install.install(server.admin, name, keys, server.passwords)
            for spec in SPECS:
                install.found(server.admin, name, keys, spec)
            (keys / "complete").touch()
        else:
            roles.create_roles(server.admin, server.passwords)
    return name, keys


def _fingerprint() -> str:
    digest = hashlib.sha256()
    source = ROOT / "src" / "samverkan"
    for pattern in MAKES_IT:
        for file in sorted(source.glob(pattern)):
            if "tests" not in file.parts:
                digest.update(file.read_bytes())
    for spec in SPECS:
        digest.update(spec.read_bytes())
    return digest.hexdigest()[:12]
