"""Counts the rows of a bird strike file that break each rule, with nothing but Python's standard library.

Written from the rules in words, without a look at the project's code, so that the two can be compared.

    python3 independent-count.py FILE   ->   {"rows": …, "good": …, "bad": …, "reasons": {reason: rows}}
"""

import csv
import datetime
import json
import sys

TEXTS = ["Airport Name", "Aircraft Make Model", "Aircraft Airline Operator", "Origin State", "Wildlife Species"]
DAMAGES = ["None", "Minor", "Medium", "Substantial"]
COSTS = ["Cost Other", "Cost Repair", "Cost Total $"]
SPEED = "Speed IAS in knots"


def is_integer(text):
    return text != "" and all(character in "0123456789" for character in text)


def is_date(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def reasons_of(row):
    for name in TEXTS:
        if row[name].strip() == "":
            yield f"{name} is empty"
    if row["Effect Amount of damage"] not in DAMAGES:
        yield "Effect Amount of damage is not one of None, Minor, Medium, Substantial"
    if not is_date(row["Flight Date"]):
        yield "Flight Date is not an ISO date"
    for name in COSTS:
        if not is_integer(row[name]):
            yield f"{name} is not an integer of 0 or more"
    # Costs that are no numbers have no sum to be wrong.
    if all(is_integer(row[name]) for name in COSTS):
        other, repair, total = (int(row[name]) for name in COSTS)
        if other + repair != total:
            yield "Cost Total $ is not the sum of Cost Other and Cost Repair"
    if row[SPEED] != "" and not (is_integer(row[SPEED]) and int(row[SPEED]) > 0):
        yield "Speed IAS in knots is neither empty nor an integer above 0"


def main(path):
    counts = {}
    seen = set()
    rows = bad = 0
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows += 1
            reasons = list(reasons_of(row))
            fields = tuple(row.values())
            if fields in seen:
                reasons.append("exact duplicate of an earlier row")
            seen.add(fields)
            bad += bool(reasons)
            for reason in reasons:
                counts[reason] = counts.get(reason, 0) + 1
    print(json.dumps({"rows": rows, "good": rows - bad, "bad": bad, "reasons": counts}))


main(sys.argv[1])
