package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.SessionRow;
import java.sql.SQLException;
import java.util.List;

/** Dispatchers' sessions. */
final class SessionTable {
    static final String COLUMNS = "t.name, t.incarnation, t.state, t.expires, t.claim_no";

    final String name;
    final Sql put;
    final Sql find;
    final Sql prune;

    SessionTable(Dialect dialect, String prefix) {
        name = prefix + "session";
        List<Column> columns = Column.list("name text, incarnation uuid, state int, expires long, claim_no long");
        put = dialect.insert(
                name,
                columns,
                "(name, incarnation) DO UPDATE SET state = excluded.state, expires = excluded.expires,"
                        + " claim_no = excluded.claim_no");
        find = dialect.select(COLUMNS, name + " t", Column.list("name text"));
        prune = dialect.prune(
                name,
                "name, incarnation",
                "t.expires < :before AND (SELECT 1 FROM " + prefix + "process p WHERE p.owner = t.incarnation"
                        + " AND p.status = 1 LIMIT 1) IS NULL");
    }

    static Object[] values(SessionRow row) {
        return new Object[] {
            row.id().name(), row.id().incarnation(), Codes.of(row.state()), micros(row.expires()), row.claimNumber()
        };
    }

    static SessionRow read(Row row) throws SQLException {
        return new SessionRow(
                new MemberId(row.text(), row.uuid()), Codes.session(row.integer()), row.time(), row.number());
    }
}
