#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The two seed reports of the shared folder, read by the command and held against gold/seeds-full.json:
zones byte by byte, language, title, dateline, outlet, people, credits, day of publication.

  test/seeds/seeds.py KRONIK SHARED     exit 77 (skipped) where the shared folder is absent
"""
import json
import os
import subprocess
import sys

KINDS = {"photo_caption": "caption", "photo_credit": "credit", "boilerplate_ad_placeholder": "ad",
         "source_line": "source", "boilerplate_comment_widget": "widget", "related_link": "related",
         "credit_translator": "byline", "credit_editor": "byline"}
ROLES = {"author": "reporter", "editor": "editor", "translator": "translator"}
wrong = []


def check(what, right, said, want):
    if not right:
        wrong.append(f"{what}: said {said!r}, want {want!r}")


def letters(name):
    return "".join(c for c in name.casefold() if c.isalnum())


def check_zones(seed, record, raw):
    kinds = [None] * len(raw)
    for zone in record["doc"]["zones"]:
        for at in range(*zone["span"]):
            kinds[at] = zone["kind"]
    for zone in seed["zones"]:
        want = KINDS.get(zone["kind"], zone["kind"])
        said = {kinds[at] for at in range(*zone["span"]["b"]) if not chr(raw[at]).isspace()}
        check(f"zone {zone['id']}", said == {want}, sorted(map(str, said)), want)
    check("zones tile", None not in kinds, None, "every byte")


def names_of(gold, key):
    """The name of an entity of the gold file; a site is its name without the domain's end."""
    name = gold["entities"][key]["canonical"]
    return {letters(name), letters(name.rsplit(".", 1)[0]), letters(key)}


def check_metadata(gold, seed, record):
    doc, meta = record["doc"], seed["metadata"]
    check("title", doc["title"] is meta["title"]["value"], doc["title"], meta["title"]["value"])
    check("language", doc["lang"] == meta["language"]["value"], doc["lang"], meta["language"]["value"])
    place = meta["dateline"].get("place_span", {}).get("t")
    check("dateline", doc["dateline"] == place, doc["dateline"], place)
    publisher = meta["publisher"]["value"]
    check("outlet", letters(doc["outlet"] or "") in names_of(gold, publisher), doc["outlet"], publisher)
    people = sorted((ROLES[k], meta[k]["span"]["t"]) for k in ROLES if meta[k]["value"])
    said = sorted((p["role"], p["name"]) for p in doc["people"])
    check("people", said == people, said, people)
    cited = [s["entity"] for s in meta.get("cited_sources", [])]
    cited += [meta["origin_agency"]["value"]] if meta.get("origin_agency", {}).get("value") else []
    chain = [n for part in doc["chain"] for n in (part if isinstance(part, list) else [part])]
    want = [names_of(gold, k) for k in [publisher] + cited]
    check("credits", len(chain) == len(want) and all(any(letters(n) in w for w in want) for n in chain), chain,
          [publisher] + cited)


def check_published(seed, record):
    """A value must lie in the interval of the gold; bounds must not exclude all of it."""
    low, high = seed["metadata"]["published"]["interval"]
    said = record["doc"]["published"] or {}
    day = said.get("value")
    check("published", day is None or low <= day[:10] <= high, day, [low, high])
    check("bounds", (said.get("earliest") or low)[:10] <= high and low <= (said.get("latest") or high)[:10], said,
          [low, high])


def main():
    kronik, shared = sys.argv[1:3]
    path = os.path.join(shared, "gold", "seeds-full.json")
    if not os.path.exists(path) or not os.path.isdir(os.path.join(shared, "seeds")):
        print("skipped: no seeds here")
        return 77
    with open(path, encoding="utf-8") as file:
        gold = json.load(file)
    for seed in gold["documents"]:
        name = os.path.join(shared, "seeds", seed["file"])
        with open(name, "rb") as file:
            raw = file.read()
        line = subprocess.run([kronik, "read", "--json", name], capture_output=True, check=True).stdout
        record = json.loads(line)
        before = len(wrong)
        check("text", record["text"].encode() == raw, "other bytes", "the file")
        check_zones(seed, record, raw)
        check_metadata(gold, seed, record)
        check_published(seed, record)
        print(f"{seed['file']}: {len(wrong) - before} wrong")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
