<?php
// Reads calendars with sabre/vobject, the library of CalDAV servers in PHP; see readers.py.
require_once 'Sabre/VObject/autoload.php';
date_default_timezone_set('Europe/Warsaw');
error_reporting(E_ALL & ~E_DEPRECATED & ~E_STRICT);

function moment($property)
{
    $value = $property->getDateTime();
    if ($property->getDateType() === Sabre\VObject\Property\DateTime::DATE) {
        return $value->format('Y-m-d');
    }
    $value->setTimezone(new DateTimeZone('UTC'));
    return $value->format('Y-m-d\TH:i\Z');
}

foreach (explode("\n", trim(stream_get_contents(STDIN))) as $number => $path) {
    try {
        $calendar = Sabre\VObject\Reader::read(file_get_contents($path));
        $calendar->expand(new DateTime($argv[1]), new DateTime($argv[2]));
        foreach ($calendar->select('VEVENT') as $event) {
            $end = isset($event->DTEND) ? $event->DTEND : $event->DTSTART;
            $summary = stripcslashes((string)$event->SUMMARY);
            $words = [$number, moment($event->DTSTART), moment($end), (string)$event->STATUS, $summary];
            echo implode("\t", $words), "\n";
        }
    } catch (Throwable $error) {
        $text = str_replace("\n", ' ', $error->getMessage());
        echo $number, "\terror\t", $text, "\n";
    }
}
