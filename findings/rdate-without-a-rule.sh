#!/usr/bin/env bash
# One would guess: an event with DTSTART and RDATE and no rule has the start and the added dates everywhere.
# What is so: node-ical gives the start, no rule and RDATE as raw text; ical.js's iterator leaves out the start;
#   recurring-ical-events reads all four. With the start repeated in RDATE ical.js reads four as well.
# Why it matters here: an irregular course is the commonest thing a town exports; we write dates beside a rule as events
#   of their own (ADR 24).
# Source: RFC 5545 section 3.8.5.2 (the recurrence set is DTSTART, RRULE and RDATE together).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/course.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//course//EN
BEGIN:VEVENT
UID:course@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260302T160000Z
DTEND:20260302T170000Z
RDATE:20260311T160000Z,20260319T160000Z,20260408T160000Z
SUMMARY:Course
END:VEVENT
END:VCALENDAR
ICS
cd "$folder"
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.27.2 >/dev/null
cat > read.mjs <<'JS'
import ICAL from "ical.js";
import ical from "node-ical";
import {readFileSync} from "node:fs";
const versions = ["ical.js", "node-ical"].map(
  (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`);
console.log(versions.join(", "));
const text = readFileSync("course.ics", "utf8");
const dates = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const iterator = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
  const found = [];
  for (let next; (next = iterator.next()) && found.length < 9;) found.push(next.toString().slice(0, 10));
  return found;
};
const plain = dates(text);
const repeated = dates(text.replace("RDATE:", "RDATE:20260302T160000Z,"));
const [event] = Object.values(ical.sync.parseICS(text)).filter((one) => one.type === "VEVENT");
console.log("ical.js:", plain.join(" "));
console.log("ical.js, start repeated in RDATE:", repeated.join(" "));
console.log("node-ical:", event.start.toISOString(), "rrule", event.rrule, "rdate", JSON.stringify(event.rdate));
if (plain.length !== 3 || plain.includes("2026-03-02")) process.exit(1);
if (repeated.length !== 4) process.exit(1);
if (event.rrule !== undefined) process.exit(1);
JS
node read.mjs
