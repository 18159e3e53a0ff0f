package io.enginehub.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a result, whose columns are read in their order. */
final class Row {
    private final ResultSet result;
    private final Dialect dialect;
    private int column;

    Row(ResultSet result, Dialect dialect) {
        this.result = result;
        this.dialect = dialect;
    }

    /** Goes to the next row; false: there is none. */
    boolean next() throws SQLException {
        column = 0;
        return result.next();
    }

    UUID uuid() throws SQLException {
        return Objects.requireNonNull(uuidOrNull());
    }

    @Nullable
    UUID uuidOrNull() throws SQLException {
        column++;
        return result.getObject(column) == null ? null : dialect.uuid(result, column);
    }

    String text() throws SQLException {
        return Objects.requireNonNull(textOrNull());
    }

    @Nullable
    String textOrNull() throws SQLException {
        return result.getString(++column);
    }

    int integer() throws SQLException {
        return result.getInt(++column);
    }

    long number() throws SQLException {
        return result.getLong(++column);
    }

    Instant time() throws SQLException {
        return Times.instant(number());
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        long micros = number();
        return result.wasNull() ? null : Times.instant(micros);
    }

    byte[] bytes() throws SQLException {
        return result.getBytes(++column);
    }
}
