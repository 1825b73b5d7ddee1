"""`coretui report`: the period it is asked for, and the page it writes."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from coretui.store.database import open_store
from tests.clock import FakeClocks
from tests.reporting.records import everything
from tests.shell import Desk


@pytest.fixture
def full(desk: Desk, clocks: FakeClocks) -> Desk:
    """Return a desk with a little of everything on record."""
    with closing(open_store(desk.home)) as store:
        everything(store, clocks)
    return desk


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "27 October – 23 November 2026 (28 days)"),
        ("2026-W47", "16–22 November 2026 (7 days)"),
        ("2026-W48", "23 November 2026 (1 day)"),
        ("2026-10", "1–31 October 2026 (31 days)"),
        ("2026-11", "1–23 November 2026 (23 days)"),
        ("2026-11-20 yesterday", "20–22 November 2026 (3 days)"),
        ("--from 2026-11-20 --to yesterday", "20–22 November 2026 (3 days)"),
        ("--from 2026-11-20", "20–23 November 2026 (4 days)"),
        ("--to yesterday", "26 October – 22 November 2026 (28 days)"),
        ("2025-11-23 2026-11-23", "23 November 2025 – 23 November 2026 (366 days)"),
        ("2025-12-30 2026-01-02", "30 December 2025 – 2 January 2026 (4 days)"),
    ],
)
def test_a_period_is_a_week_a_month_or_two_dates(full: Desk, asked: str, said: str) -> None:
    assert full.says(f"report {asked}").splitlines()[1] == said


def test_a_pipe_gets_plain_text(full: Desk) -> None:
    assert "\x1b" not in full.says("report")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("2026-W60", "'2026-W60' is not a period"),
        ("2026-13", "'2026-13' is not a period"),
        ("0000-01", "'0000-01' is not a period"),
        ("9999-12", "'9999-12' is not a period"),
        ("soon", "'soon' is not a period"),
        ("2026-W49", "'2026-W49' is in the future; write a period"),
        ("2026-12", "'2026-12' is in the future; write a period"),
        ("2026-11-20 2026-11-19", "'2026-11-19' is before '2026-11-20'; write the first day first."),
        ("2026-11-20 2026-11-31", "'2026-11-31' is not a date"),
        ("2026-11-20 2026-11-24", "'2026-11-24' is in the future; write today"),
        ("2026-11-01 2026-11-02 2026-11-03", "'2026-11-01 2026-11-02 2026-11-03' is not a period"),
        ("2026-W47 --from 2026-11-20", "Give a period or --from and --to, not both."),
        ("--json --html x.html", "Give --json or --html, not both."),
        ("--from yesterday --to 2026-11-20", "'2026-11-20' is before 'yesterday'; write the first day first."),
        ("2025-11-22 2026-11-23", "more than a year"),
        ("--force", "--force goes with --html."),
    ],
)
def test_a_period_that_will_not_do_is_refused(full: Desk, asked: str, why: str) -> None:
    assert why in full.refuses(f"report {asked}", 2)


def test_the_page_is_written_for_its_owner_only(full: Desk, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    assert str(target) in full.says(f"report --html {target}")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_file_is_replaced_only_by_force(full: Desk, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("mine", encoding="utf-8")
    target.chmod(0o644)
    assert "exists already" in full.refuses(f"report --html {target}", 1)
    assert target.read_text(encoding="utf-8") == "mine"
    full.says(f"report --html {target} --force")
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [name for name in os.listdir(tmp_path) if name.startswith("report")] == ["report.html"]


def test_a_link_is_not_written_through(full: Desk, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / "report.html").symlink_to(target)
    assert "exists already" in full.refuses(f"report --html {tmp_path / 'report.html'}", 1)
    full.says(f"report --html {tmp_path / 'report.html'} --force")
    assert not target.exists()


@pytest.mark.parametrize(("where", "why"), [("", "is a folder"), ("nowhere/report.html", "cannot be written")])
def test_a_path_that_will_not_do_is_refused(full: Desk, tmp_path: Path, where: str, why: str) -> None:
    assert why in full.refuses(["report", "--html", f"{tmp_path}/{where}"], 1)
