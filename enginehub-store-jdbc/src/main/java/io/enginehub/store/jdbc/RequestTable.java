package io.enginehub.store.jdbc;

import static io.enginehub.store.jdbc.Times.micros;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.RequestKey;
import java.sql.SQLException;

/** Idempotency keys. */
final class RequestTable {
    final String name;
    final Sql put;
    final Sql find;
    final Sql prune;

    RequestTable(Dialect dialect, String prefix) {
        name = prefix + "request";
        put = dialect.insert(
                name,
                Column.list("client text, key text, request text, process uuid, expires long"),
                "(client, key) DO UPDATE SET request = excluded.request, process = excluded.process,"
                        + " expires = excluded.expires");
        find = dialect.select(
                "t.client, t.key, t.request, t.process, t.expires", name + " t", Column.list("client text, key text"));
        prune = dialect.prune(name, "client, key", "t.expires < :before");
    }

    static Object[] values(KeyRow row) {
        return new Object[] {
            row.key().client(), row.key().key(), row.request(), row.process().value(), micros(row.expires())
        };
    }

    static KeyRow read(Row row) throws SQLException {
        return new KeyRow(new RequestKey(row.text(), row.text()), row.text(), new ProcessId(row.uuid()), row.time());
    }
}
