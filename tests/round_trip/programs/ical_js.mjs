// Reads calendars with ical.js, the library of Thunderbird and Nextcloud; see readers.py.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [first, last, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(modules, "x.js")));
const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));

function moment(time) {
  if (time.isDate) return time.toString();
  return `${new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16)}Z`;
}

function* dates(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const series = new Map();
  const exceptions = [];
  for (const part of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(part);
    if (event.isRecurrenceException()) exceptions.push(event);
    else series.set(event.uid, event);
  }
  for (const event of exceptions) series.get(event.uid).relateException(event);
  const [begin, end] = [first, last].map((day) => ICAL.Time.fromDateString(day).toUnixTime());
  const told = (item, start, finish) => [
    moment(start), moment(finish), item.component.getFirstPropertyValue("status"), item.summary,
  ];
  for (const event of series.values()) {
    if (!event.isRecurring()) {
      yield told(event, event.startDate, event.endDate);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      if (next.toUnixTime() > end + 40 * 86400) break;
      const found = event.getOccurrenceDetails(next);
      if (found.startDate.toUnixTime() < begin) continue;
      yield told(found.item, found.startDate, found.endDate);
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
