"""A store that can only be read: nothing is counted, and whoever looks is told so before a key is pressed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from coretui.commands.watch import who_keeps
from coretui.desktop.lock import KeeperLock
from coretui.domain.chair.view import ChairState
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.keeper import Keeper
from coretui.settings.keys import Settings
from coretui.words.chair import why
from tests.clock import FakeClocks
from tests.keepers import POLICY, run
from tests.stores import a_store


def test_what_can_only_be_read_is_told_and_counts_nothing(ordinary_user: Home) -> None:
    home, clocks = ordinary_user, FakeClocks()
    with closing(a_store(home)) as store:
        gone = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
        run(gone, clocks, 60)
        gone.close()
    Path(home.data_dir).chmod(0o500)
    desk = Desk(home, Settings.of(), clocks)
    with closing(desk.open()) as store:
        keeper = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
        run(keeper, clocks, 2)
        seen = keeper.view()
        assert desk.problems == (f"{home.database} can only be read here: nothing is counted or saved.",)
        assert (seen.state, why(seen, 0, clocks.zone)) == (
            ChairState.OFF,
            "Nothing can be saved here, so nothing is counted.",
        )
        assert who_keeps(keeper) == (
            "Nothing is tracking your sitting, because nothing can be saved here; `coretui doctor` says why."
        )
        Path(home.data_dir).chmod(0o700)
        other = KeeperLock(home.lock)
        assert other.acquire()
        assert keeper.view().state is not ChairState.OFF
        assert who_keeps(keeper) == "Another coretui is already tracking your sitting; this one follows it."
        other.release()
