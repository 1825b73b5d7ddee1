"""What is quoted, and what is typed in a shell."""

from __future__ import annotations

import ast
import os
import shlex

import pytest

from coretui.domain.harmless import for_shell, quoted


@pytest.mark.parametrize("nothing", ["", " ", "\n\t"])
def test_nothing_is_quoted_so_that_it_is_seen(nothing: str) -> None:
    assert quoted(nothing) == "''"


@pytest.mark.parametrize("path", ["/x/a b", "/x/\x1b[31mred", "/x/\u202e'\\x", "/x/plain", "/x/é\x9b1"])
def test_a_path_for_the_shell_is_that_path_and_steers_nothing(path: str) -> None:
    typed = for_shell(path)
    assert typed.isprintable()
    if typed.startswith("$"):  # what a shell reads in $'…' is what Python reads in b'…'
        assert ast.literal_eval(f"b{typed[1:]}") == os.fsencode(path)
    else:
        assert shlex.split(typed) == [path]
