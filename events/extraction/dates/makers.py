"""From a rule's match to what it says: the function for each `make` of the grammar's files, by its name."""

from collections.abc import Callable, Mapping

from events.extraction.dates import makers_of_dates, makers_of_lengths, makers_of_offsets
from events.extraction.dates.groups import Found, Made, Options

Maker = Callable[[Found, Options], Made]
MODULES = (makers_of_dates, makers_of_offsets, makers_of_lengths)
MAKERS: Mapping[str, Maker] = {
    name: make
    for module in MODULES
    for name, make in vars(module).items()
    if getattr(make, "__module__", None) == module.__name__ and not name.startswith("_")
}
