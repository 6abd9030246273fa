/* Reads calendars with libical, the library of Evolution and KOrganizer; see readers.py. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 20000

static time_t found[MOST][2];
static int count;

static void keep(icalcomponent *event, struct icaltime_span *span, void *data)
{
    (void)event;
    (void)data;
    if (count < MOST) {
        found[count][0] = span->start;
        found[count++][1] = span->end;
    }
}

static void say(time_t moment, int is_day)
{
    char text[32];
    strftime(text, sizeof text, is_day ? "%Y-%m-%d" : "%Y-%m-%dT%H:%MZ", gmtime(&moment));
    printf("\t%s", text);
}

static const char *text_of(icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    return property ? icalproperty_get_value_as_string(property) : "";
}

static void line(int number, icalcomponent *event, time_t start, time_t end, int is_day)
{
    const char *summary = icalcomponent_get_summary(event);
    printf("%d", number);
    say(start, is_day);
    say(end, is_day);
    printf("\t%s\t%s\n", text_of(event, ICAL_STATUS_PROPERTY), summary ? summary : "");
}

/* With the zone of its TZID, which icalcomponent_get_recurrenceid() leaves out. */
static time_t original_of(icalcomponent *event)
{
    icalproperty *id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    struct icaltimetype value = icalproperty_get_datetime_with_component(id, event);
    return icaltime_as_timet_with_zone(value, icaltime_get_timezone(value));
}

static time_t moment_of(struct icaltimetype value)
{
    return icaltime_as_timet_with_zone(value, icaltime_get_timezone(value));
}

/* The change to one date of a series, by the date's original start. */
static icalcomponent *change_of(icalcomponent *calendar, const char *uid, time_t original)
{
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype id = icalcomponent_get_recurrenceid(event);
        if (!icaltime_is_null_time(id) && !strcmp(icalcomponent_get_uid(event), uid)
            && original_of(event) == original)
            return event;
    }
    return NULL;
}

static void read_series(int number, icalcomponent *calendar, icalcomponent *event,
                        struct icaltimetype first, struct icaltimetype last)
{
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    count = 0;
    if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY))
        icalcomponent_foreach_recurrence(event, first, last, keep, NULL);
    else {
        found[0][0] = moment_of(start);
        found[count++][1] = moment_of(icalcomponent_get_dtend(event));
    }
    for (int i = 0; i < count; i++) {
        time_t begin = found[i][0], end = found[i][1];
        icalcomponent *change = change_of(calendar, icalcomponent_get_uid(event), begin);
        if (change) {
            begin = moment_of(icalcomponent_get_dtstart(change));
            end = moment_of(icalcomponent_get_dtend(change));
        }
        if (!change && !icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY))
            end = begin;
        if (change && !icalcomponent_get_first_property(change, ICAL_DTEND_PROPERTY))
            end = begin;
        line(number, change ? change : event, begin, end, start.is_date);
    }
}

static void read_file(int number, const char *path, struct icaltimetype first,
                      struct icaltimetype last)
{
    FILE *file = fopen(path, "rb");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, size + 1);
    if (fread(text, 1, size, file) != (size_t)size)
        exit(1);
    fclose(file);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) {
        printf("%d\terror\tnot read\n", number);
        return;
    }
    icalcompiter events = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event = icalcompiter_deref(&events); event;
         event = icalcompiter_next(&events))
        if (icaltime_is_null_time(icalcomponent_get_recurrenceid(event)))
            read_series(number, calendar, event, first, last);
    icalcomponent_free(calendar);
    free(text);
}

int main(int arguments, char **words)
{
    char path[4096];
    if (arguments < 3)
        return 2;
    for (int number = 0; fgets(path, sizeof path, stdin); number++) {
        path[strcspn(path, "\n")] = 0;
        read_file(number, path, icaltime_from_string(words[1]), icaltime_from_string(words[2]));
    }
    return 0;
}
