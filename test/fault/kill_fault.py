#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 of `kronik add` at random moments (fixed seed).

After each kill the store opens and is intact, whatever was reported as stored is there, nothing is
there twice. When a run ends by itself, the store answers like one that was made at once, and the
next round begins with a new store.
usage: kill_fault.py KRONIK [KILLS]
"""
import json
import os
import random
import signal
import subprocess
import sys
import time

import common

COPIES = 6  # how often the bundled JSON Lines are repeated, with words of their own


def multiplied(base):
    """A larger input: each bundled line COPIES times under ids of its own."""
    path = os.path.join(base, "more.jsonl")
    with open(os.path.join(common.TOP, "examples/story.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    with open(path, "w", encoding="utf-8") as out:
        for n in range(COPIES):
            for line in lines:
                out.write(json.dumps({**line, "id": f"{line['id']}-{n}"}) + "\n")
    return path


def one_run(store, files, seconds):
    """Runs add, kills it after `seconds`; returns (ids reported, ended by itself)."""
    command = [common.KRONIK, "add", "-q", "--report", "--into", store, *files]
    with subprocess.Popen(command, cwd=common.TOP, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "KRONIK_DATA": common.TOP}) as child:
        try:
            out, _ = child.communicate(timeout=seconds)
            ended = True
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            out, _ = child.communicate()
            ended = False
        common.check(not ended or child.returncode == 0, f"add ends with {child.returncode}")
    whole = out[:out.rfind("\n") + 1]
    return whole.split(), ended


def judge(store, reported, kill):
    if not os.path.exists(store):
        common.check(not reported, f"kill {kill}: no store, but documents were reported")
        return
    if not reported and os.path.getsize(store) == 0:
        return
    common.check(common.intact(store), f"kill {kill}: store is not intact")
    ids = common.stored(store)
    lost = set(reported) - set(ids)
    common.check(not lost, f"kill {kill}: lost {sorted(lost)[:3]}")
    common.check(len(ids) == len(set(ids)), f"kill {kill}: doubled")


def main():
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    base, chance = common.folder(), random.Random(20250117)
    files = common.inputs() + [multiplied(base)]
    whole = os.path.join(base, "whole.db")
    begun = time.monotonic()
    common.check(common.run("add", "-q", "--into", whole, *files).returncode == 0, "add at once")
    longest = time.monotonic() - begun
    want, done, rounds, unfinished = common.exports(whole, common.MAIN), 0, 0, True
    while done < kills or unfinished:
        if not unfinished or rounds == 0:
            rounds += 1
            store, reported = os.path.join(base, f"{rounds}.db"), set()
        wait = chance.uniform(0, longest * 0.8) if done < kills else 600
        ids, ended = one_run(store, files, wait)
        reported |= set(ids)
        done += not ended
        unfinished = not ended
        judge(store, reported, done)
        if ended:
            differ = common.differences(want, common.exports(store, common.MAIN))
            common.check(not differ, f"round {rounds}: differs in {', '.join(differ)}")
    print(f"{done} kills, {rounds} stores finished")
    common.drop(base)
    common.finish("kill")


main()
