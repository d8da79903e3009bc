"""Several presses at once: each in a process of its own, for the making of a page keeps one processor busy."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from stemmata.show.web.publish.addresses import Address
from stemmata.show.web.publish.options import Options
from stemmata.show.web.publish.press import Press, Sheet, pressing
from stemmata.show.web.publish.runs import runs

MANY = 500  # pages; for fewer it takes longer to open the record once more
HANDED = 25  # pages that a process is given at a time
Print = Callable[[Iterable[Address]], Iterator[Sheet]]
_own: list[Press] = []  # the press of a process that helps
_open = ExitStack()


@contextmanager
def presses(folder: Path, site: Path, options: Options, jobs: int) -> Iterator[Print]:
    """Prints pages by so many processes, and gives what they made in the order that was asked for."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_opened, initargs=(folder, site, options)) as pool:

        def printed(addresses: Iterable[Address]) -> Iterator[Sheet]:
            for sheets in pool.map(_print, list(runs(addresses, HANDED))):
                yield from sheets

        try:
            yield printed
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _opened(folder: Path, site: Path, options: Options) -> None:
    _own.append(_open.enter_context(pressing(folder, site, options)))


def _print(addresses: tuple[Address, ...]) -> list[Sheet]:
    return [_own[0].print(address) for address in addresses]
