"""A child whose parser does, for some words, what a broken or captured parser could do."""

import os
import sys
import time
from typing import Any

from events.ingestion import confined
from events.ingestion.pages import Page, read_page


def misbehave(data: bytes, **options: Any) -> Page:
    if data == b"spin":
        while True:
            pass
    if data == b"work":
        end = time.process_time() + 0.15
        while time.process_time() < end:
            pass
        return Page(None, "done")
    if data == b"eat":
        return Page(None, str(len(bytearray(1 << 30))))
    if data == b"die":
        os._exit(3)
    if data == b"lie":
        os.write(1, b'{"$":"Popen","args":"true"}\n')
    if data == b"sleep":
        time.sleep(30)
    if data == b"environment":
        return Page(None, str(dict(os.environ)))
    return read_page(data, **options)


if __name__ == "__main__":
    confined.JOBS = {"page": misbehave}
    sys.exit(confined.main())
