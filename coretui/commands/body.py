"""Commands for the body: pain, a flare-up, the self-check."""

from __future__ import annotations

import click

from coretui.commands.desk import day
from coretui.commands.documents import print_json
from coretui.desktop.output import say
from coretui.domain.care.advice import MOST_PAIN, Advice, Goal, Work, advise
from coretui.domain.care.selfcheck import REASONS, SIGNS, SelfCheck, gate, in_order
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.words import care as caring
from coretui.words import red_flags
from coretui.words.time import short_date


@click.command(help=_("Note your back pain, 0 to 10, once a day."))
@click.argument("score", metavar=_("SCORE"))
@click.option("--leg", is_flag=True, help=_("It runs into a leg."))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.pass_obj
def pain(desk: Desk, score: str, on: str | None, *, leg: bool) -> None:
    """Note how the back is, and say what follows from it."""
    from coretui.domain.pain import Pain
    from coretui.store.care import complaints, feel, first_noted, recent_scores

    given = int(score) if score.isascii() and score.isdigit() and len(score) <= 2 else -1
    if not 0 <= given <= MOST_PAIN:
        sentence = _("{score} is not a pain score; write a whole number from 0 to 10.")
        raise UsageError(sentence.format(score=quoted(score)))
    when, store = day(desk, on), desk.open()
    note = feel(store, Pain(given, leg), when, desk.now)
    before = note.before
    words = {"pain": caring.felt(given, leg), "day": short_date(when, desk.today)}
    if before:
        sentence = _("Back pain on {day}: {pain}, in place of {before}.")
        say(sentence.format(before=caring.felt(before.score, before.leg), **words))
    else:
        say(_("Back pain on {day}: {pain}.").format(**words))
    code = advise(given, leg, Goal(desk.settings.profile.goal), Work.OTHER, recent_scores(store, desk.today))
    lasting = complaints(store, desk.today, desk.settings.days.week_start)
    for said in (caring.back_advice(code), caring.lasting_in_words(lasting)):
        if said:
            say(said)
    if code is not Advice.STOP and first_noted(store, note):
        say(_(caring.OFTEN_ENOUGH))
    if code is Advice.STOP:
        say("\n" + "\n".join(_red_flags()))


@click.command(help=_("Your back is playing up: your targets are paused from today (on) or count again (off)."))
@click.argument("state", metavar=_("STATE"))
@click.pass_obj
def flare(desk: Desk, state: str) -> None:
    """Begin or end a flare-up."""
    from coretui.store.timeoff import flare_off, flare_on

    today = desk.today
    if state not in {"on", "off"}:
        raise UsageError(_("{given} is not valid; write on or off.").format(given=quoted(state)))
    if state == "off":
        first = flare_off(desk.open(), today, desk.now)
        sentence = _("The flare-up is over. Your targets were paused from {first}, and still are today.")
        say(sentence.format(first=short_date(first, today)))
        return
    flare_on(desk.open(), today, desk.now)
    say("\n".join(_red_flags()) + "\n")
    say(caring.flaring(today, today) + ". " + _(caring.WHILE_FLARING))
    say(f"{caring.easy_moving()}\n{caring.easy_breathing()}")


@click.command(help=_("Do a self-check; without options, show the last one."))
@click.option("--signs", metavar=_("SIGNS"), help=_("{ids}; or none.").format(ids=",".join(SIGNS)))
@click.option("--reasons", metavar=_("REASONS"), help=_("{ids}; or none.").format(ids=",".join(REASONS)))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def check(desk: Desk, signs: str | None, reasons: str | None, on: str | None, *, as_json: bool) -> None:
    """Write a self-check down, and print the last one."""
    from coretui.store.care import check as write

    if (signs is None) is not (reasons is None):
        sentence = _("{given} needs {other} with it; choose from {allowed}, with commas between them.")
        if reasons is None:
            allowed = ", ".join((*REASONS, "none"))
            raise UsageError(sentence.format(given="--signs", other="--reasons", allowed=allowed))
        allowed = ", ".join((*SIGNS, "none"))
        raise UsageError(sentence.format(given="--reasons", other="--signs", allowed=allowed))
    if signs is None and on is not None:
        raise UsageError(_("--on needs --signs and --reasons."))
    if signs is not None and reasons is not None:
        done = SelfCheck(day(desk, on), _ids("--signs", signs, SIGNS), _ids("--reasons", reasons, REASONS))
        replaced = write(desk.open(), done, desk.now)
        if not as_json:
            sentence = (
                _("Self-check of {day}, in place of the one before.") if replaced else _("Self-check of {day}.")
            )
            say(sentence.format(day=short_date(done.day, desk.today)))
    _print_last(desk, as_json=as_json)


def _print_last(desk: Desk, *, as_json: bool) -> None:
    from coretui.store.care import complaints, last_check

    store = desk.open()
    last = last_check(store)
    seen, lasting = gate(last), complaints(store, desk.today, desk.settings.days.week_start)
    if as_json:
        document = {
            "date": last.day.isoformat() if last else None,
            "signs": list(in_order(last.signs, SIGNS)) if last else [],
            "reasons": list(seen.reasons),
            "stretches": seen.stretches,
            "ask_first": seen.ask_first,
            "lasting": [one.value for one in lasting],
        }
        print_json(document)
        return
    if last:
        say(f"{short_date(last.day, desk.today)}. " + caring.signs_in_words(in_order(last.signs, SIGNS)))
    say(caring.gate_in_words(seen))
    for line in caring.about_stretching(seen):
        say(line)
    if not seen.stretches:
        say("\n  · ".join(map(_, (caring.INSTEAD, *caring.SERVES))))
    if said := caring.lasting_in_words(lasting):
        say(said)
    say("\n" + "\n".join(_red_flags()))


def _ids(option: str, text: str, known: tuple[str, ...]) -> frozenset[str]:
    """Understand ids with commas between them; `none` is no id."""
    found = frozenset(part.strip().casefold() for part in text.split(",") if part.strip())
    if found in ({"none"}, {_("none")}):
        return frozenset()
    if found & {"none", _("none")}:
        sentence = _("{given} is not valid for {name}; none stands alone.")
        raise UsageError(sentence.format(given=quoted(text), name=option))
    if not found or found - {*known}:
        wrong = next(iter(sorted(found - {*known})), text)
        allowed = ", ".join((*known, "none"))
        sentence = _("{given} is not valid for {name}; choose from {allowed}.")
        raise UsageError(sentence.format(given=quoted(wrong), name=option, allowed=allowed))
    return found


def _red_flags() -> list[str]:
    signs = (f"  · {_(sign)}" for sign in red_flags.SIGNS)
    return [_(red_flags.INTRO), *signs, _(red_flags.CALL), _(red_flags.SOURCE)]
