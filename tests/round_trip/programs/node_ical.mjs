// Reads calendars with node-ical, which dashboards use; see readers.py.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Node 18, which Debian 12 has, lacks it.
Array.prototype.toSorted ??= function toSorted(compare) {
  return [...this].sort(compare);
};
const [first, last, modules] = process.argv.slice(2);
const ical = createRequire(pathToFileURL(path.join(modules, "x.js")))("node-ical");
const two = (number) => String(number).padStart(2, "0");

function moment(date, isDay) {
  if (!isDay) return `${date.toISOString().slice(0, 16)}Z`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function* dates(text) {
  const window = { from: new Date(`${first}T00:00`), to: new Date(`${last}T00:00`) };
  for (const event of Object.values(ical.sync.parseICS(text))) {
    if (event.type !== "VEVENT") continue;
    for (const one of ical.expandRecurringEvent(event, window)) {
      const isDay = one.isFullDay;
      yield [moment(one.start, isDay), moment(one.end, isDay), one.event.status, one.summary];
    }
  }
}

fs.readFileSync(0, "utf8").trim().split("\n").forEach((file, number) => {
  try {
    for (const date of dates(fs.readFileSync(file, "utf8"))) console.log([number, ...date].join("\t"));
  } catch (error) {
    console.log([number, "error", String(error).replaceAll("\n", " ")].join("\t"));
  }
});
