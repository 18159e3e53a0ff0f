package io.enginehub.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs each statement at once, row by row: the database is in this process, and a call is no more than a call. */
final class DirectScript implements Script {
    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    DirectScript(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    @Override
    public void write(Sql sql, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            bind(sql, row).executeUpdate();
        }
    }

    @Override
    public void read(Sql sql, List<Object[]> rows, Reader reader) throws SQLException {
        for (Object[] values : rows) {
            try (ResultSet result = bind(sql, values).executeQuery()) {
                Row row = new Row(result, dialect);
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private PreparedStatement bind(Sql sql, Object[] values) throws SQLException {
        PreparedStatement statement = prepared.get(sql.text());
        if (statement == null) {
            statement = connection.prepareStatement(sql.text());
            prepared.put(sql.text(), statement);
        }
        for (int i = 0; i < sql.columns().size(); i++) { // why: it may need fewer than it is given
            Object value = values[i];
            statement.setObject(
                    i + 1,
                    value == null ? null : dialect.value(sql.columns().get(i).type(), value));
        }
        return statement;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public void run() {}

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }
}
