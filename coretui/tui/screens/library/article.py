"""What the library says of an exercise, and what an article says, put into sections to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coretui import catalogue
from coretui.domain.exercises.catalogue import Article, Catalogue, Exercise, Term
from coretui.i18n import _, language
from coretui.tui.widgets.prose import Item, Section
from coretui.words.articles import for_you
from coretui.words.sessions import dose


def exercise_leaf(found: Catalogue, exercise: Exercise, *, sides: str) -> tuple[Section, ...]:
    """Return all that the catalogue knows of an exercise; `sides` is the setting `session.sides`."""
    words = language()
    steps = enumerate(exercise.steps.in_(words), 1)
    sections = (
        Section("", tuple(_head(exercise))),
        Section(_("Dose"), tuple(_doses(found, exercise, sides=sides))),
        Section(_("Position"), tuple(_positions(exercise))),
        Section(_("Steps"), tuple(Item(step, mark=str(number)) for number, step in steps)),
        Section(_("Sides"), tuple(_sides(exercise))),
        Section(_("Take care"), tuple(Item(text, mark="·") for text in exercise.cautions.in_(words))),
        Section(_("Needed"), _terms(found.equipment, exercise.equipment)),
        Section(_("Muscles"), _terms(found.muscles, exercise.muscles)),
        Section(_("Variants"), tuple(_variants(found, exercise))),
        Section(_("Also possible"), tuple(_choices(found, exercise))),
        Section(_("To read"), tuple(Item(one.title.in_(words)) for one in found.reading(exercise.id))),
        Section(_("Sources"), _terms(found.sources, exercise.sources)),
    )
    return tuple(section for section in sections if section.items)


def article_leaf(found: Catalogue, article: Article, *, height: float) -> tuple[Section, ...]:
    """Return an article with its sources; `height` is the person's in metres, 0 if it is not known."""
    words = language()
    own = for_you(article.id, height)
    return (
        Section("", (Item(article.title.in_(words), role="name"),)),
        *(
            Section("", (Item(text), *(Item(point, mark="·") for point in points)))
            for text, points in article.parts(words)
        ),
        *([Section("", (Item(own, role="accent"),))] if own else []),
        Section("", (Item(_("Sources"), role="quiet"), *_terms(found.sources, article.sources))),
    )


def mistake_leaf(problem: str, folder: str) -> tuple[Section, ...]:
    """Return what is wrong in a person's own files, and where they are."""
    return (
        Section("", (Item(_("A mistake in your own exercises"), role="name"),)),
        Section("", (Item(problem),)),
        Section("", (Item(_("Only this one is left out; all the others are shown."), role="quiet"),)),
        Section(_("Folder"), (Item(folder),)),
    )


def _head(exercise: Exercise) -> Iterator[Item]:
    yield Item(exercise.name.in_(language()), role="name")
    yield Item(exercise.cue.in_(language()), role="accent")
    if exercise.stretch:
        yield Item(_("A stretch: gently, free of pain, breathing into your belly."), role="quiet")


def _doses(found: Catalogue, exercise: Exercise, *, sides: str) -> Iterator[Item]:
    for programme, entry in found.stands_in(exercise.id):
        instead = found.exercises[entry.exercise_id].name.in_(language())
        words = {"programme": programme.name.in_(language()), "exercise": instead}
        yield Item(_("{programme}: instead of {exercise}").format(**words))
    for programme, entry in found.appearances(exercise.id):
        if exercise.sides and sides == "ask":  # how the sets are meant is still to be asked
            amount = dose(entry.dose, sided=False, sets=entry.dose.sets) + _(", left and right")
        else:
            sets = entry.dose.sets * (2 if sides == "each" else 1)
            amount = dose(entry.dose, exercise.sides, sets, timed=exercise.timed)
        yield Item(f"{programme.name.in_(language())}: {amount}")


def _positions(exercise: Exercise) -> Iterator[Item]:
    words = language()
    yield Item(exercise.position.in_(words))
    if exercise.on_ball:
        yield Item(_("With a ball: {support}").format(support=exercise.on_ball.in_(words)))
    if exercise.on_floor:
        yield Item(_("Without a ball: {support}").format(support=exercise.on_floor.in_(words)))


def _sides(exercise: Exercise) -> Iterator[Item]:
    if exercise.side_left and exercise.side_right:
        yield Item(_("Left: {side}").format(side=exercise.side_left.in_(language())), role="side")
        yield Item(_("Right: {side}").format(side=exercise.side_right.in_(language())), role="side")


def _terms(terms: Mapping[str, Term], ids: Iterable[str]) -> tuple[Item, ...]:
    words = language()
    return tuple(Item(_sentence(terms[id_].name.in_(words)), terms[id_].about.in_(words)) for id_ in ids)


def _sentence(name: str) -> str:
    return name if name.endswith((".", "?", "!")) else f"{name}."


def _choices(found: Catalogue, exercise: Exercise) -> Iterator[Item]:
    for id_ in found.choices(exercise.id):
        yield Item(found.exercises[id_].name.in_(language()))


def _variants(found: Catalogue, exercise: Exercise) -> Iterator[Item]:
    words = language()
    near = [(_("Easier: {name}"), exercise.lighter), (_("Harder: {name}"), exercise.heavier)]
    for line, id_ in near:
        if id_:
            yield Item(line.format(name=found.exercises[id_].name.in_(words)))
    if exercise.id in catalogue.load().exercises and (exercise.lighter or exercise.heavier):
        yield Item(_("Which is easier or harder is coretui's interpretation."), role="quiet")
