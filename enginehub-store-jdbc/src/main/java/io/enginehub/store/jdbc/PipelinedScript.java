package io.enginehub.store.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects statements and sends them in one round trip, each with arrays: one value of every row in each. */
final class PipelinedScript implements Script {
    private record Part(
            Sql sql, List<Object[]> rows, @Nullable Reader reader) {}

    private final Connection connection;
    private final Dialect dialect;
    private List<Part> parts = new ArrayList<>();

    PipelinedScript(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    @Override
    public void write(Sql sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            parts.add(new Part(sql, rows, null));
        }
    }

    @Override
    public void read(Sql sql, List<Object[]> rows, Reader reader) {
        if (!rows.isEmpty()) {
            parts.add(new Part(sql, rows, reader));
        }
    }

    @Override
    public boolean isDirect() {
        return false;
    }

    @Override
    public void run() throws SQLException {
        send("");
    }

    @Override
    public void commit() throws SQLException {
        if (parts.isEmpty()) {
            connection.commit();
        } else {
            send(";COMMIT");
        }
    }

    private void send(String end) throws SQLException {
        List<Part> sent = parts;
        parts = new ArrayList<>();
        if (sent.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Part part : sent) {
            text.append(text.isEmpty() ? "" : ";").append(part.sql.text());
        }
        text.append(end);
        try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
            int at = 1;
            for (Part part : sent) {
                for (int column = 0; column < part.sql.columns().size(); column++) {
                    statement.setArray(at++, array(part, column));
                }
            }
            statement.execute();
            for (Part part : sent) {
                if (part.reader != null) {
                    read(statement.getResultSet(), part.reader);
                }
                statement.getMoreResults();
            }
        }
    }

    @SuppressWarnings("NullAway") // why: values may be null, and JDBC's signature cannot say so
    private Array array(Part part, int column) throws SQLException {
        Column.Type type = part.sql.columns().get(column).type();
        Object[] values = new Object[part.rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = part.rows.get(i)[column];
            values[i] = value == null ? null : dialect.value(type, value);
        }
        return connection.createArrayOf(type.name, type == Column.Type.BYTES ? bytes(values) : values);
    }

    private static byte[][] bytes(Object[] values) {
        byte[][] all = new byte[values.length][];
        System.arraycopy(values, 0, all, 0, values.length);
        return all;
    }

    private void read(ResultSet result, Reader reader) throws SQLException {
        Row row = new Row(result, dialect);
        while (row.next()) {
            reader.read(row);
        }
    }
}
