"""The paper of a published site: the same templates, without what only a server can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from stemmata.show.web.paper import HERE, WAYS, Paper
from stemmata.show.web.publish.options import Options

INSTEAD = HERE / "templates" / "published" / "instead"  # templates that stand in for those of the same name
QUOTES = HERE / "templates" / "published" / "quotes"  # and those where texts are not published
LEFT_OUT = ("/review", "/compare")
# No server says a policy for files. Some browsers do not take a file to be of the same origin as its neighbours.
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self' file:" for kind in ("script", "style", "img", "font")),
        "form-action 'self' file:",
        "base-uri 'none'",
    )
)


@dataclass(frozen=True, slots=True)
class Published:
    """What templates know of the edition that they are printed in."""

    texts: bool
    noindex: bool
    policy: str = POLICY


class QuotesOnly(Environment):
    """Prints the words of a claim, and not the text of the report around them."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in ("before", "after") and hasattr(obj, "words"):
            return ""
        return super().getattr(obj, attribute)


class Edition(Paper):
    """Paper for pages that are files."""

    def __init__(self, title: str, options: Options) -> None:
        texts = options.with_texts
        super().__init__(title, Environment if texts else QuotesOnly, (INSTEAD,) if texts else (QUOTES, INSTEAD))
        ways = [("/names", "Names"), *(way for way in WAYS if not way[0].startswith(LEFT_OUT))]
        self._env.globals.update(ways=ways, published=Published(texts, options.noindex))
