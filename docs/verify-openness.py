#!/usr/bin/env python3
"""Reckons the public ledger of a Vädra anew, from what it publishes, and says where it does not hold.

    verify-openness.py https://vadra.example.org            asks a server
    verify-openness.py --save FILE https://...              and keeps what it answered
    verify-openness.py FILE                                 reads what was kept
    verify-openness.py --since HEADS https://...            and holds the chain against the heads kept in a file,
                                                            to which the newest is added

Needs Python 3 and nothing else. Ends with 0 when all holds, with 1 and the row or figure when something differs, and
with 2 when it could not be read. docs/OPENNESS.md says what the fields and the figures are.
"""

import argparse
import hashlib
import json
import os
import sys
import time
import urllib.request
from datetime import date, datetime, timedelta, timezone

START = "0" * 64
# The fields of a row's digest, in their order.
DIGESTED = ("n id at act cause ends batch kind thing room madeAt language version rule law grounds facts criticism "
            "source detected decided actor scope effectiveAt until pace").split()
COUNTED = ("interventions touched criticism machine partly reported judged overturned waiting returned announced hidden "
           "held slowed").split()
UTC = timezone.utc


class Differs(Exception):
    """What is published is not what follows from what is published."""


def moment(text):
    return None if text is None else datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def said(value):
    """A field as the digest has it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def digest(row):
    """SHA-256 of the digest before and of each field as its length in bytes, a colon, its UTF-8 and a comma."""
    whole = bytes.fromhex(row["prev"])
    for field in DIGESTED:
        if row[field] is None:
            whole += b"-,"
        else:
            text = said(row[field]).encode("utf-8")
            whole += str(len(text)).encode("ascii") + b":" + text + b","
    return hashlib.sha256(whole).hexdigest()


def check_chain(rows):
    last = START
    for place, row in enumerate(rows, 1):
        if row["n"] != place:
            raise Differs(f"row {place} is lacking: {row['n']} stands in its place")
        if row["prev"] != last:
            raise Differs(f"row {place} does not follow the row before: prev is {row['prev']}, should be {last}")
        last = digest(row)
        if row["hash"] != last:
            raise Differs(f"row {place} was changed: its digest is {last}, it says {row['hash']}")


def check_head(rows, head, whose):
    n, hash_ = head["n"], head["hash"]
    if n > len(rows):
        raise Differs(f"row {n} is lacking, which {whose} names")
    known = rows[n - 1]["hash"] if n else START
    if known != hash_:
        raise Differs(f"row {n} is another than {whose} names: its digest is {known}, not {hash_}")


def check_statements(rows, statements):
    """Each decision has one statement of reasons, which says what its row says."""
    by_id = {one["puid"]: one for one in statements}
    decisions = [row for row in rows if row["cause"] == "decision" and row["rule"] is not None]
    if len(by_id) != len(statements) or len(decisions) != len(statements):
        raise Differs(f"{len(decisions)} decisions have {len(statements)} statements of reasons")
    for row in decisions:
        statement = by_id.get(row["id"])
        if statement is None:
            raise Differs(f"row {row['n']} has no statement of reasons")
        law = row["law"] is not None
        expected = {
            "decision_facts": row["facts"],
            "decision_ground": "DECISION_GROUND_" + ("ILLEGAL" if law else "INCOMPATIBLE") + "_CONTENT",
            ("illegal" if law else "incompatible") + "_content_explanation": row["grounds"],
            "content_date": row["madeAt"][:10],
            "application_date": row["effectiveAt"][:10],
            "decision_visibility": ["DECISION_VISIBILITY_CONTENT_" + (
                "INTERACTION_RESTRICTED" if row["kind"] == "room" else "REMOVED")],
            "source_type": {"notice": "SOURCE_ARTICLE_16", "flagger": "SOURCE_TRUSTED_FLAGGER",
                            "report": "SOURCE_TYPE_OTHER_NOTIFICATION"}.get(row["source"], "SOURCE_VOLUNTARY"),
            "automated_detection": "Yes" if row["detected"] == "machine" else "No",
            "automated_decision": {"machine": "AUTOMATED_DECISION_FULLY", "partly": "AUTOMATED_DECISION_PARTIALLY"}.get(
                row["decided"], "AUTOMATED_DECISION_NOT_AUTOMATED"),
        }
        if law:
            expected["illegal_content_legal_ground"] = row["law"]
        if row["until"] is not None:
            expected["end_date_visibility_restriction"] = row["until"][:10]
        for field, value in expected.items():
            if statement.get(field) != value:
                raise Differs(f"row {row['n']}: {field} of its statement is {statement.get(field)!r}, not {value!r}")


def median(values):
    """The lower of the two in the middle, in whole seconds."""
    return {"n": len(values), "medianSeconds": sorted(values)[(len(values) - 1) // 2] if values else None}


def seconds(span):
    return span // timedelta(seconds=1)


def named(row, beside, ended, as_of):
    """The figures that count a row."""
    decided = row["cause"] == "decision" and row["act"] in ("announce", "hide")
    appealed = beside["appealedAt"] is not None and moment(beside["appealedAt"]) <= as_of
    judged = beside["judgedAt"] is not None and moment(beside["judgedAt"]) <= as_of
    open_ = row["n"] not in ended
    return {
        "interventions": decided,
        "touched": decided and row["kind"] == "post",
        "criticism": decided and row["criticism"],
        "machine": decided and row["decided"] == "machine",
        "partly": decided and row["decided"] == "partly",
        "reported": decided and beside["reportedAt"] is not None,
        "judged": decided and judged,
        "overturned": decided and judged and beside["verdict"] == "overturned",
        "waiting": decided and appealed and not judged,
        "returned": row["act"] in ("show", "drop") and row["cause"] != "expiry",
        "announced": row["act"] == "announce" and open_,
        "hidden": row["act"] == "hide" and open_,
        "held": row["act"] == "hold" and open_,
        "slowed": row["act"] == "slow" and open_,
    }


def month_after(begin):
    return begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)


def quiet(rows, ended, as_of):
    """Minutes of holds and of slow mode in each month of UTC."""
    sums = {}
    for row in rows:
        if row["act"] in ("hold", "slow"):
            begun = moment(row["effectiveAt"])
            until = moment(row["until"])
            done = ended.get(row["n"]) or min(as_of, until or as_of)
            month = begun.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            while month <= done:
                after = month_after(month)
                known = sums.setdefault((month.strftime("%Y-%m"), row["act"]), [0, timedelta()])
                known[0] += 1
                known[1] += min(done, after) - max(begun, month)
                month = after
    return [{"month": month, "act": act, "n": n, "minutes": time_ // timedelta(minutes=1)}
            for (month, act), (n, time_) in sorted(sums.items())]


def grouped(rows, fields):
    sums = {}
    for row in rows:
        key = tuple(row[field] for field in fields)
        sums[key] = sums.get(key, 0) + 1
    return [dict(zip(fields, key), n=n) for key, n in sorted(sums.items())]


def period(published, since):
    """All figures of the rows since a day, reckoned from rows, what is beside them, and the posts of each day."""
    as_of = moment(published["figures"]["asOf"])
    rows = [row for row in published["rows"] if row["n"] <= published["figures"]["head"]["n"]]
    beside = {one["n"]: one for one in published["beside"]}
    ended = {row["ends"]: moment(row["at"]) for row in rows if row["ends"] is not None}
    acts = [row for row in rows if since is None or row["at"][:10] >= since]
    counts = dict.fromkeys(COUNTED, 0)
    for row in acts:
        for figure, counts_it in named(row, beside[row["n"]], ended, as_of).items():
            counts[figure] += bool(counts_it)
    decided = [row for row in acts if row["cause"] == "decision" and row["act"] in ("announce", "hide")]

    def spans(field, sign):
        found = [(moment(row["at"]), moment(beside[row["n"]][field])) for row in decided]
        return [seconds(sign * (other - at)) for at, other in found if other is not None]

    return {
        "since": since,
        "posts": sum(day["posts"] for day in published["figures"]["days"] if since is None or day["day"] >= since),
        "touchedPosts": len({row["thing"] for row in decided if row["kind"] == "post"}),
        "counts": counts,
        "byRule": grouped(decided, ["version", "rule"]),
        "byKind": grouped(decided, ["kind"]),
        "returned": grouped([row for row in acts if row["act"] in ("show", "drop")], ["act", "cause"]),
        "reportToDecision": median(spans("reportedAt", -1)),
        "actToStatement": median(spans("statementAt", 1)),
        "quiet": quiet(acts, ended, as_of),
    }


def check_figures(published):
    figures = published["figures"]
    today = date.fromisoformat(figures["asOf"][:10])
    since = {"days30": today - timedelta(days=29), "days365": today - timedelta(days=364), "all": None}
    for name, first in since.items():
        ours = period(published, first and first.isoformat())
        for field, value in ours.items():
            if figures[name].get(field) != value:
                raise Differs(f"figure {name}.{field} is said to be {figures[name].get(field)}, but comes to {value}")
    recent, every = figures["days30"]["counts"], figures["all"]["counts"]
    state = "held" if every["held"] else "ajar" if recent["interventions"] or every["slowed"] else "open"
    if figures["state"] != state:
        raise Differs(f"figure state is said to be {figures['state']}, but comes to {state}")


def fetch(base, path):
    with urllib.request.urlopen(base.rstrip("/") + path, timeout=60) as answer:
        return json.load(answer)


def download(base):
    pages = []
    after = 0
    while after is not None:
        pages.append(fetch(base, f"/api/openness/export?after={after}"))
        after = pages[-1]["next"]
    return pages


def joined(pages):
    whole = {"figures": pages[0]["figures"], "rows": [], "beside": [], "statements": []}
    for page in pages:
        for part in ("rows", "beside", "statements"):
            whole[part] += page[part]
    return whole


def read_heads(file):
    """Heads that were kept: a line each, of place, digest and, where known, time."""
    if not os.path.exists(file):
        return []
    with open(file, encoding="utf-8") as lines:
        return [{"n": int(line.split()[0]), "hash": line.split()[1]} for line in lines if line.strip()]


def check(published):
    check_chain(published["rows"])
    check_head(published["rows"], published["figures"]["head"], "the head of the figures")
    check_statements(published["rows"], published["statements"])
    check_figures(published)


def check_server(base):
    """What is said while it is read can make a difference; one that stays when it is asked for again is one."""
    for left in (2, 1, 0):
        pages = download(base)
        try:
            check(joined(pages))
            page = fetch(base, "/api/openness/figures")
            if page["asOf"] == pages[0]["figures"]["asOf"] and page != pages[0]["figures"]:
                raise Differs("the figures of the page are others than those of the export")
            head = fetch(base, "/api/openness/head")
            newest = download(base) if head["n"] > len(joined(pages)["rows"]) else pages
            check_head(joined(newest)["rows"], head, "the published head")
            return newest
        except Differs:
            if not left:
                raise
            time.sleep(11)
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="the address of a server, or a file that was saved")
    parser.add_argument("--save", metavar="FILE", help="keep what the server answered")
    parser.add_argument("--since", metavar="HEADS", help="heads kept earlier; the newest is added")
    options = parser.parse_args()
    try:
        if options.source.startswith(("http://", "https://")):
            pages = check_server(options.source)
        else:
            with open(options.source, encoding="utf-8") as file:
                pages = json.load(file)
            check(joined(pages))
        published = joined(pages)
        heads = read_heads(options.since) if options.since else []
        for head in heads:
            check_head(published["rows"], head, "a head that was kept")
    except Differs as difference:
        print(f"does not hold: {difference}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as unreadable:
        print(f"cannot be read: {unreadable!r}")
        return 2
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            json.dump(pages, file, ensure_ascii=False)
    last = published["rows"][-1] if published["rows"] else {"n": 0, "hash": START, "at": "-"}
    if options.since:
        with open(options.since, "a", encoding="utf-8") as file:
            file.write(f"{last['n']} {last['hash']} {last['at']}\n")
    print(f"holds: {last['n']} rows, {len(published['statements'])} statements, all figures, {len(heads)} kept heads; "
          f"head {last['hash']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
