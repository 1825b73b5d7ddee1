"""The signs that call for help at once, as every screen that shows them says them.

Texts only, to be translated where they are shown. They are shown and never asked, counted or judged.
"""

from __future__ import annotations

from coretui.i18n import N_

INTRO = N_("With back pain, seek help at once for any of these signs:")
SIGNS: tuple[str, ...] = (
    N_("new trouble passing, holding or feeling urine or stool"),
    N_("numbness or pins and needles around the genitals, the anus or the inner thighs"),
    N_("a leg that loses strength, or pain in both legs"),
    N_("new loss of sexual function"),
)
CALL = N_("Call your GP, out-of-hours service or emergency number now.")
SOURCE = N_("From the NHS pages on cauda equina syndrome; coretui only shows these signs, it cannot judge them.")
