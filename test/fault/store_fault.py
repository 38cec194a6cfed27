#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The store meets the world: no space, another writer, damage, folders that cannot be written.

Each time the command must end with a clear message and exit code 4, neither crash nor hang, and what
was reported stored before must still be there.
usage: store_fault.py KRONIK
"""
import os
import random
import resource
import shutil
import signal
import sqlite3
import time

import common


def refused(done, what, *words):
    """Exit code 4 and a message of one line that names its subject."""
    common.check(done.returncode == 4, f"{what}: exit {done.returncode}, {done.stderr.strip()!r}")
    lines = done.stderr.strip().splitlines()
    common.check(lines and lines[-1].startswith("kronik: "), f"{what}: message {lines!r}")
    for word in words:
        common.check(word in done.stderr, f"{what}: no {word!r} in {done.stderr.strip()!r}")


def full(base, files):
    """A limit on file size stands for a full disk: the write fails in the middle of a batch."""
    whole = os.path.join(base, "whole.db")
    common.run("add", "-q", "--into", whole, *files)
    size = os.path.getsize(whole)
    for part in (1, 2, 3, 5, 8, 13, 20, 30):
        store = os.path.join(base, f"full-{part}.db")

        def limit(bound=size * part // 32):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (bound, bound))
        done = common.run("add", "-q", "--report", "--into", store, *files, preexec_fn=limit)
        refused(done, f"full at {part}/32", "full-")
        if os.path.exists(store) and os.path.getsize(store):
            missing = set(done.stdout.split()) - set(common.stored(store))
            common.check(not missing, f"full at {part}/32: lost {len(missing)}")
            common.check(common.intact(store), f"full at {part}/32: not intact")
        common.check(common.run("add", "-q", "--into", store, *files).returncode == 0,
                     f"full at {part}/32: cannot go on when there is space again")
        differ = common.differences(common.exports(whole, common.MAIN),
                                    common.exports(store, common.MAIN))
        common.check(not differ, f"full at {part}/32: differs in {', '.join(differ)}")


def locked(base, files):
    store = os.path.join(base, "locked.db")
    common.run("add", "-q", "--into", store, files[0])
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("begin immediate")
    begun = time.monotonic()
    done = common.run("add", "-q", "--into", store, *files[1:4], timeout=120)
    refused(done, "locked", "lock")
    common.check(time.monotonic() - begun < 60, "locked: waits too long")
    common.check(common.run("list", "--from", store).returncode == 0, "locked: readers must go on")
    other.execute("rollback")
    other.close()
    common.check(common.run("add", "-q", "--into", store, *files[1:4]).returncode == 0,
                 "locked: cannot go on when the lock is gone")


def damaged(base, files):
    """Overwritten pages and truncated files: an answer or a message, never a crash."""
    good = os.path.join(base, "good.db")
    common.run("add", "-q", "--into", good, *files)
    size, chance = os.path.getsize(good), random.Random(7)
    for n in range(24):
        bad = os.path.join(base, f"bad-{n}.db")
        shutil.copy(good, bad)
        with open(bad, "r+b") as file:
            if n % 3 == 0:
                file.truncate(chance.randrange(1, size))
            else:
                for _ in range(n):
                    file.seek(chance.randrange(100, size // 4096) * 4096 if n % 3 == 1
                              else chance.randrange(size))
                    file.write(chance.randbytes(4096 if n % 3 == 1 else 16))
        for args in (["list", "--json"], ["events", "--json"], ["pledges"], ["search", "harga"],
                     ["copies"], ["stories"]):
            done = common.run(args[0], "--from", bad, *args[1:], timeout=60)
            common.check(done.returncode in (0, 1, 4), f"damaged {n} {args}: {done.returncode}")
            if done.returncode == 4:
                refused(done, f"damaged {n} {args}", "bad-")
        done = common.run("add", "-q", "--again", "--into", bad, *files, timeout=120)
        common.check(done.returncode in (0, 4), f"damaged {n} add: {done.returncode}")


def foreign(base, files):
    """What is no store at all is left as it is."""
    text = os.path.join(base, "text.db")
    with open(text, "w", encoding="ascii") as file:
        file.write("This is a letter, not a store.\n" * 100)
    other = os.path.join(base, "other.db")
    with sqlite3.connect(other) as made:
        made.execute("create table recipe(name text)")
    made.close()
    for store, word in ((text, "text.db"), (other, "not a store"), (base, "")):
        before = os.path.isfile(store) and open(store, "rb").read()
        refused(common.run("list", "--from", store), f"list of {store}", word)
        refused(common.run("add", "-q", "--into", store, files[0]), f"add to {store}", word)
        common.check(before == (os.path.isfile(store) and open(store, "rb").read()),
                     f"{store} was changed")
    refused(common.run("list", "--from", os.path.join(base, "none.db")), "no store", "none.db")
    common.check(not os.path.exists(os.path.join(base, "none.db")), "list made a store")
    refused(common.run("add", "-q", "--into", os.path.join(base, "no/such/x.db"), files[0]),
            "no folder", "x.db")


def unwritable(base, files):
    """A read-only folder: no store is made; root may write everywhere and sees less of it."""
    place = os.path.join(base, "closed")
    os.mkdir(place)
    store = os.path.join(place, "x.db")
    common.run("add", "-q", "--into", store, files[0])
    os.chmod(store, 0o444)
    os.chmod(place, 0o555)
    if os.geteuid() == 0:
        refused(common.run("add", "-q", "--into", "/proc/x.db", files[0]), "no place", "x.db")
        return
    refused(common.run("add", "-q", "--into", store, files[1]), "read-only store", "x.db")
    refused(common.run("add", "-q", "--into", os.path.join(place, "y.db"), files[1]),
            "read-only folder", "y.db")


def main():
    base, files = common.folder(), common.inputs()
    for part in (full, locked, damaged, foreign, unwritable):
        part(base, files)
    common.drop(base)
    common.finish("store")


main()
