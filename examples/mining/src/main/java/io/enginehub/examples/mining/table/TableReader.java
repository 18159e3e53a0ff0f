package io.enginehub.examples.mining.table;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;

/** Tells the forms of a table apart. */
final class TableReader {
    private TableReader() {}

    static Table read(Payload payload) {
        if (payload.isText()) {
            return CsvTable.read(payload.text());
        }
        if (!payload.isJson()) {
            throw new InputException("A table was expected, as text/csv or as JSON; this is " + payload.contentType()
                    + ", " + payload.size() + " bytes.");
        }
        try {
            // why: CSV that is put into an object together with other things becomes a string there
            return payload.text().stripLeading().startsWith("\"")
                    ? CsvTable.read(payload.as(String.class))
                    : payload.as(TableJson.class).table();
        } catch (PayloadException e) {
            throw new InputException("A table was expected, as CSV or as {\"label\": name, \"columns\": [{\"name\":,"
                    + " \"type\":, \"values\": []}]}. " + e.getMessage());
        }
    }
}
