package io.enginehub.store.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Statements on one connection. They may be collected until {@link #run} or {@link #commit}. */
interface Script {
    /** Takes a row of a result over. */
    interface Reader {
        void read(Row row) throws SQLException;
    }

    /** Writes rows of values; nothing for no rows. */
    void write(Sql sql, List<Object[]> rows) throws SQLException;

    /** Reads what rows of values select; nothing for no rows. */
    void read(Sql sql, List<Object[]> rows, Reader reader) throws SQLException;

    /** Whether a read costs no more when it is asked for late. */
    boolean isDirect();

    /** Runs what was collected. */
    void run() throws SQLException;

    /** Runs what was collected, and commits. */
    void commit() throws SQLException;
}
