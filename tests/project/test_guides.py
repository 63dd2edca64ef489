"""What the guides tell people to type, set and follow exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
NAMES = [path.name for path in GUIDES]
NOT_OURS = {"ARTICLE_ID", "PATH_OR_URL", "ADDRESS", "NAME", "ENDING", "API", "NULL"}


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_command_and_its_options_exist(guide: Path) -> None:
    for name, rest in re.findall(r"manage\.py ([a-z_]+)([^\n`|#<]*)", guide.read_text(encoding="utf-8")):
        known = get_commands()
        assert name in known, name
        parser = load_command_class(known[name], name).create_parser("manage.py", name)
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in parser._option_string_actions, f"{name} {option}"


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_link_leads_somewhere(guide: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", guide.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in path:
            continue
        file = (guide.parent / path) if path else guide
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in anchors, target


def test_every_variable_of_the_operators_guide_is_one() -> None:
    text = (ROOT / "docs" / "operators-guide.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z]{3,}(?:_[A-Z]+)*)[`=]", text)) - NOT_OURS
    assert named
    assert named <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_every_service_of_the_operators_guide_is_in_the_compose_file() -> None:
    text = (ROOT / "docs" / "operators-guide.md").read_text(encoding="utf-8")
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for service in re.findall(r"--scale (\w+)=", text):
        assert f"\n  {service}:" in compose
