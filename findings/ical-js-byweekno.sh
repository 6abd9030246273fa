#!/usr/bin/env bash
# One would guess: BYWEEKNO=20;BYDAY=MO is the Monday of week 20, in every program that reads calendars.
# What is so: ical.js (the engine of Thunderbird) takes the Monday of every week; dateutil reads one date a year.
# Why it matters here: a yearly "week 20" would fill the calendars of whoever subscribed; we export numbered weeks as
#   single dates.
# Source: RFC 5545 section 3.3.10, table of BYxxx parts (BYWEEKNO expands a YEARLY rule, BYDAY then picks days of those weeks).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ical.js@2.2.1 rrule@2.8.1 >/dev/null
cat > read.mjs <<'JS'
import ICAL from "ical.js";
import rrule from "rrule";
import {readFileSync} from "node:fs";
for (const name of ["ical.js", "rrule"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const rule = "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO";
const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString("2026-05-11T10:00:00"));
const found = [];
for (let next; (next = iterator.next()) && found.length < 4;) found.push(next.toString().slice(0, 10));
const start = new Date(Date.UTC(2026, 4, 11, 10));
const wanted = new rrule.RRule({...rrule.RRule.parseString(rule), dtstart: start, count: 4}).all()
  .map((date) => date.toISOString().slice(0, 10));
console.log("ical.js:", found.join(" "));
console.log("rrule:  ", wanted.join(" "));
if (found.join() === wanted.join() || found[1].slice(0, 4) !== "2026") process.exit(1);
JS
node read.mjs
