"""The words that coretui uses in a sense of its own, each explained in a line; docs/words.md has them all."""

from __future__ import annotations

from coretui.i18n import _, pgettext


def terms() -> tuple[tuple[str, str], ...]:
    """Return each term with what it means, in the language of the moment and in the order of a day."""
    return (
        (
            pgettext("term", "sitting time"),
            _("How long you have been sitting. A full break, being away or a session starts it afresh."),
        ),
        (pgettext("term", "break"), _("A short time on your feet, which a reminder asks for.")),
        (
            pgettext("term", "kept"),
            _(
                "You got up after a reminder, or after half the interval: with a break, by being away, with a"
                " session or by standing."
            ),
        ),
        (pgettext("term", "paused"), _("There are no reminders for now; your sitting time still counts.")),
        (pgettext("term", "snoozed"), _("The reminder comes back in a few minutes.")),
        (
            pgettext("term", "away"),
            _("You are not at your desk. If that lasts as long as a break, it counts as one."),
        ),
        (pgettext("term", "round"), _("One breath, in and out.")),
        (pgettext("term", "set"), _("Repetitions or seconds of an exercise, without a rest in between.")),
        (pgettext("term", "met"), _("A habit has reached its target for the day or the week.")),
        (pgettext("term", "streak"), _("Days or weeks in a row in which a habit was met.")),
        (pgettext("term", "time off"), _("Days on which nothing is asked of you; a streak does not break.")),
        (pgettext("term", "flare-up"), _("Your back is playing up: until it is over, your targets are paused.")),
    )
