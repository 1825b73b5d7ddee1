"""The report as a browser prints it: four weeks on one A4, and the notes on a page of their own."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from coretui import catalogue, i18n
from coretui.domain.days import logical_day
from coretui.paths import Home
from coretui.reporting import words
from coretui.reporting.gathering import gather
from coretui.reporting.page import page
from coretui.sample.weeks import fill
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store.database import open_store
from tests.clock import FakeClocks

FOUR_WEEKS = 27
DAY_START = 4 * 3600


def printed(folder: Path, html: str) -> list[str]:
    """Let a browser print a page; return the words of each sheet of paper."""
    if missing := [name for name in ("chromium", "pdftotext") if not shutil.which(name)]:
        pytest.skip(f"a browser is too much to install for this alone: {', '.join(missing)} is missing")
    source, paper = folder / "report.html", folder / "report.pdf"
    source.write_text(html, encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}",
         "--no-pdf-header-footer", f"--print-to-pdf={paper}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    said = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, timeout=60)
    return said.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_four_weeks_fit_on_one_a4_and_the_notes_follow_on_their_own(tmp_path: Path, language: str) -> None:
    clocks, before = FakeClocks(), i18n.language()
    now = clocks.now()
    today = logical_day(now, DAY_START)
    settings = Settings.of(profile__goal="rehabilitation", profile__height=1.75, session__ball="yes")
    i18n.use(language)
    try:
        with closing(open_store(Home(str(tmp_path), str(tmp_path)))) as store:
            fill(store, today=today, now=now, weeks=8, seed=1, zone=clocks.zone, day_start=DAY_START)
            overviews = Overviews(store, settings, clocks.zone, today)
            first = today.fromordinal(today.toordinal() - FOUR_WEEKS)
            report = gather(overviews, first, today, catalogue.load(), reasons=True)
            first_sheet, *others = printed(tmp_path, page(report, catalogue.load()))
            caution, note = words.caution(), report.notes[0].words
    finally:
        i18n.use(before)
    assert caution[:60] in re.sub(r"\s+", " ", first_sheet)
    assert note not in first_sheet
    assert len(others) == 1
    assert note[:30] in others[0]
