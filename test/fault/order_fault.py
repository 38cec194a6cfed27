#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Order independence: however the bundled articles come in, the answers are the same bytes.

At once, one command an input, shuffled (fixed seeds), 1 to 4 threads. Only row numbers may differ.
usage: order_fault.py KRONIK [SHUFFLES]
"""
import os
import random
import sys

import common


def main():
    shuffles = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    base, files = common.folder(), common.inputs()
    store = os.path.join(base, "at-once.db")
    common.check(common.run("add", "-q", "--into", store, *files).returncode == 0, "add at once")
    want = common.exports(store)

    def same(name, runs):
        path = os.path.join(base, name + ".db")
        for args in runs:
            done = common.run("add", "-q", "--into", path, *args)
            common.check(done.returncode == 0, f"{name}: {done.stderr}")
        differ = common.differences(want, common.exports(path))
        common.check(not differ, f"{name}: differs in {', '.join(differ)}")

    for jobs in range(1, 5):
        same(f"{jobs} threads", [["--jobs", str(jobs), *files]])
    same("one by one", [[name] for name in files])
    same("backwards", [[name] for name in reversed(files)])
    same("twice", [files, ["--again", *files]])
    for seed in range(shuffles):
        order = files[:]
        random.Random(seed).shuffle(order)
        same(f"shuffle {seed}", [["--jobs", str(1 + seed % 4), *order]])
        same(f"shuffle {seed} one by one", [[name] for name in order])
    common.drop(base)
    common.finish("order")


main()
