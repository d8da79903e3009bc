"""The lineage of groups as a tree of text: each group once, what became of it hanging below it."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.edtf import edtf_of
from stemmata.show.ancestry import Ancestry, Life, Node, Tie
from stemmata.show.answers import Quote
from stemmata.show.printed.facts import print_line
from stemmata.show.printed.page import SHORT, Page
from stemmata.show.wording import counted, dated, kind_of
from stemmata.when import Bounds, Holds

# How a tie reads from `one` to `other`.
WORDS = {
    "split": "split off: {}",
    "merger": "merged into {}",
    "absorption": "was absorbed by {}",
    "succession": "became {}",
    "rename": "was renamed {}",
    "joining": "joined {}",
    "leaving": "left {}",
    "membership": "belonged to {}",
}
DEEPEST = 120  # columns by two; what would stand further in begins again at the left
FOLLOWED = ("split", "merger", "absorption", "succession", "rename")
_HELD = {Holds.YES: "existed then", Holds.MAYBE: "may have existed then"}


def print_lineage(page: Page, answer: Ancestry) -> None:
    """The graph; a group with several origins is told below the first, and named again below the others."""
    print_tree(page, answer, f"lineage of {answer.entity.name}" if answer.entity else "lineage of all groups")
    if answer.not_followed:
        page.blank()
        ties = counted(answer.not_followed, "tie")
        page.line(f"{ties} of joining, leaving or belonging not followed: --coalitions shows them", style="dim")


def print_tree(page: Page, answer: Ancestry, about: str) -> None:
    """The groups under a title, each with what became of it below."""
    size = f"{counted(len(answer.nodes), 'name' if answer.chain else 'group')}, {counted(len(answer.ties), 'tie')}"
    page.title(about, f"{size}; as of {answer.on}" if answer.on else size)
    if not answer.ties:
        page.line("no report in this record tells of a split, a merger or a rename into another group", 1)
    tree = Tree(page, answer)
    for root in answer.nodes:
        if root.id not in tree.below:
            tree.print_node(root, 1)
    for node in answer.nodes:  # what only leads in a circle
        tree.print_node(node, 1)


class Tree:
    """What is printed below what."""

    def __init__(self, page: Page, answer: Ancestry) -> None:
        self.page, self.answer = page, answer
        self.nodes = {node.id: node for node in answer.nodes}
        self.below = {tie.other for tie in answer.ties if _hangs(tie)}
        self.printed: set[str] = set()

    def print_node(self, node: Node, indent: int) -> None:
        """A group with its names, its beginnings and ends, and below it what became of it."""
        if node.id in self.printed:
            return
        self.printed.add(node.id)
        if indent == 1:
            self.page.blank()
        held = f"; {_HELD[node.holds]}" if node.holds in _HELD else ""
        said = f"  {kind_of(node.type)}; {lifetime(node.life)}{held}"
        self.page.styled((node.name, "bold"), (said, "dim"), indent=indent)
        self._print_names(node, indent + 1)
        for line in node.lines:
            print_line(self.page, line, indent=indent + 1, date_first=True)
        own = [tie for tie in self.answer.ties if tie.one == node.id]
        for tie in sorted(own, key=_hangs):
            self._print_tie(tie, indent + 1)

    def _print_names(self, node: Node, indent: int) -> None:
        for name in node.names:
            if name.text != node.name and (name.kind == "former" or name.when.known):
                time = f" -- {dated(name.when, event=False)}" if name.when.known else ""
                kind = f"called {name.text} ({name.kind.replace('_', ' ')})"
                self.page.styled((kind, ""), (time, "green"), (f" {self.page.note(name.quotes)}", "dim"), indent=indent)

    def _print_tie(self, tie: Tie, indent: int) -> None:
        other = self.nodes[tie.other]
        above = " (above)" if _hangs(tie) and other.id in self.printed else ""
        said = "it is denied that it " if tie.denied else ""
        self.page.styled(
            ("└─ " if _hangs(tie) else "", "dim"),
            (when_of(tie), "green"),
            (": ", "dim"),
            (f"{said}{WORDS[tie.kind].format(other.name)}{above} ", ""),
            (f"{support(tie)} ", "yellow" if tie.disputed else "dim"),
            (f"{self.page.note(_quotes(tie))} {' '.join(line.fact[:SHORT] for line in tie.lines)}", "dim"),
            indent=indent,
        )
        if _hangs(tie) and indent < DEEPEST:
            self.print_node(other, indent + 2)


def _hangs(tie: Tie) -> bool:
    return tie.kind in FOLLOWED and not tie.denied


def _quotes(tie: Tie) -> Iterator[Quote]:
    for line in tie.lines:
        yield from line.quotes


def support(tie: Tie) -> str:
    """How well a tie is supported: by each of the facts that tell of it."""
    certainty = "; ".join(dict.fromkeys(line.certainty for line in tie.lines))
    told = "; ".join(filter(None, (certainty, "disputed" if tie.disputed else "")))
    return f"({told})" if told else "(from the dates of the names)"


def tied(tie: Tie) -> str:
    """How a tie reads between its two groups: "merged into"; what is denied says so."""
    words = "from which split" if tie.kind == "split" else WORDS[tie.kind].format("").strip()
    return f"denied: {words}" if tie.denied else words


def when_of(tie: Tie) -> str:
    """When a tie was made, in words; of a membership since when, until when."""
    return dated(tie.when, event=tie.kind != "membership") if tie.when.known else "no date told"


def lifetime(life: Life) -> str:
    """The life of a group in words: what is stated, and as of when it is evidenced."""
    begin, end = within(life.when.start), within(life.when.end)
    first = f"begun {begin}" if life.begin_stated and begin else f"there by {life.when.start.latest or '?'}"
    last = f"ended {end}" if life.end_stated and end else ""
    seen = f"last evidenced {life.last_evidenced}, no end told" if life.last_evidenced and not last else ""
    if seen and not life.begin_stated and life.when.start.latest and life.last_evidenced < _latest(life):
        first, seen = f"evidenced some time in {life.last_evidenced} to {_latest(life)}", "no beginning or end told"
    known = (first if life.when.start != Bounds() else "", last or seen)
    return ", ".join(filter(None, (*known, *life.odd))) or "no date told"


def _latest(life: Life) -> str:
    """By when it was there."""
    return life.when.start.latest.isoformat() if life.when.start.latest else ""


def within(bounds: Bounds) -> str:
    """The days between which something began or ended, "" where none is told."""
    first, last = bounds.earliest, bounds.latest
    if first and last:
        within = edtf_of(first, last)
        return f"some time in {within.replace('/', ' to ')}" if "/" in within else within
    return f"{first} or later" if first else f"{last} or before" if last else ""
