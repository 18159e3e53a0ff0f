package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;

import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.Need;
import java.sql.SQLException;

/** How dispatchers saw the processes of a need. */
final class LookTable {
    final String name;
    final Sql add;
    final Sql find;
    final Sql prune;

    LookTable(Dialect dialect, String prefix) {
        name = prefix + "look";
        add = dialect.insert(
                name,
                Column.list("need long, dispatcher text, verdict int, detail text, count long, first long, last long"),
                "(need, dispatcher, verdict, detail) DO UPDATE SET count = " + name
                        + ".count + excluded.count, last = excluded.last");
        find = dialect.select(
                "t.dispatcher, t.verdict, t.detail, t.count, t.first, t.last", name + " t", NeedTable.key());
        prune = dialect.prune(name, "need, dispatcher, verdict, detail", "t.last < :before");
    }

    static Object[] values(CheckRow row) {
        return new Object[] {
            NeedTable.number(row.need()),
            row.dispatcher(),
            Codes.of(row.verdict()),
            row.detail(),
            row.count(),
            micros(row.first()),
            micros(row.last())
        };
    }

    static CheckRow read(Need need, Row row) throws SQLException {
        return new CheckRow(
                need, row.text(), Codes.verdict(row.integer()), row.text(), row.number(), row.time(), row.time());
    }
}
