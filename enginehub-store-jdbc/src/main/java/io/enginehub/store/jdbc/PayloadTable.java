package io.enginehub.store.jdbc;

import io.enginehub.api.Payload;
import io.enginehub.api.spi.Writes;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inputs and outputs of processes; a step's output stands with the step. */
final class PayloadTable {
    final Sql insert;
    final Sql delete;
    final Sql find;

    PayloadTable(Dialect dialect, String prefix) {
        String name = prefix + "payload";
        insert = dialect.insert(
                name,
                Column.list("process uuid, name text, type text, body bytes"),
                "(process, name) DO UPDATE SET type = excluded.type, body = excluded.body");
        delete = dialect.delete(name, Column.list("process uuid"));
        find = dialect.select("t.process, t.name, t.type, t.body", name + " t", Column.list("process uuid, name text"));
    }

    static Object[] values(Writes.PayloadRow row) {
        return new Object[] {
            row.process().value(),
            row.name(),
            type(row.payload()),
            row.payload().toBytes()
        };
    }

    /** Null stands for JSON, which nearly all are. */
    static @Nullable String type(Payload payload) {
        return payload.contentType().equals(Payload.JSON) ? null : payload.contentType();
    }

    /** Reads type and body. */
    static Payload payload(Row row) throws SQLException {
        String type = row.textOrNull();
        return Payload.ofBytes(type == null ? Payload.JSON : type, row.bytes());
    }
}
