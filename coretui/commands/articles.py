"""`coretui articles`: what the sources say, to read and for scripts."""

from __future__ import annotations

from collections.abc import Iterator

import click

from coretui.commands.documents import article_document, articles_document, print_json
from coretui.commands.sheet import bullets, load, section, terms, wants_json, wrapped
from coretui.desktop.output import say
from coretui.domain.exercises.catalogue import Article, Catalogue
from coretui.errors import UsageError
from coretui.i18n import _, language
from coretui.services.desk import Desk
from coretui.words.articles import for_you


@click.group(invoke_without_command=True, help=_("List the articles; `articles show ID` prints one."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def articles(context: click.Context, as_json: bool) -> None:
    """List the articles, unless a subcommand follows."""
    if context.invoked_subcommand:
        return
    found = load(context)
    if as_json:
        print_json(articles_document(found, language()))
        return
    width = max(map(len, found.articles))
    for article in found.articles.values():
        say(f"{article.id:<{width}}  {article.title.in_(language())}")


@articles.command(help=_("Print one article with its sources."))
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.pass_context
def show(context: click.Context, id_: str, as_json: bool) -> None:
    """Print one article; an unknown id raises `UsageError`."""
    found = load(context)
    if id_ not in found.articles:
        raise UsageError(_("'{id}' is not an article; `coretui articles` lists them.").format(id=id_))
    show_article(context, found, found.articles[id_], as_json=as_json)


def show_article(context: click.Context, found: Catalogue, article: Article, *, as_json: bool) -> None:
    """Print an article with its sources, or as JSON where that is wanted."""
    if wants_json(context, as_json=as_json):
        print_json(article_document(article, language()))
    else:
        say("\n".join(_sheet(context, found, article)))


def _sheet(context: click.Context, found: Catalogue, article: Article) -> Iterator[str]:
    """Yield the lines of one article: points close together, air between paragraphs, the sources at its end."""
    desk = context.find_object(Desk)
    yield article.title.in_(language())
    for text, points in article.parts(language()):
        yield from ("", wrapped(text), *bullets(points))
    if own := for_you(article.id, desk.settings.profile.height if desk else 0):
        yield from ("", wrapped(own))
    yield from section(_("Sources"), terms(found.sources, article.sources))
