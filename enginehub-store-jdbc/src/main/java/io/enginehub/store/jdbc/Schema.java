package io.enginehub.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables what this version needs. Each migration runs in one transaction with the row that says it has run, under
 * a lock, so that any number of hubs may start at once, and one that is killed leaves nothing half done.
 */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    /** The newest migration that is here. */
    private static final int VERSION = 1;

    /** What the tables' names begin with, where nobody says otherwise. */
    static final String PREFIX = "enginehub_";

    private static final String END_OF_STATEMENT = ";\n";

    private final Dialect dialect;
    private final String prefix;
    private final String table;

    Schema(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;
        this.table = prefix + "schema";
    }

    /** All statements, for people who run them themselves. */
    String sql() {
        StringBuilder all = new StringBuilder(ofTable()).append(END_OF_STATEMENT);
        for (int version = 1; version <= VERSION; version++) {
            all.append('\n').append(migration(version)).append('\n');
            all.append(done(version)).append(END_OF_STATEMENT);
        }
        return all.toString();
    }

    private String ofTable() {
        return "CREATE TABLE IF NOT EXISTS " + table
                + " (version integer PRIMARY KEY, checksum bigint NOT NULL, needs integer NOT NULL)";
    }

    /** {@code needs}: the oldest version of these tables that a program must know to use them. */
    private String done(int version) {
        return "INSERT INTO " + table + " (version, checksum, needs) VALUES (" + version + ", " + checksum(version)
                + ", 1)";
    }

    private long checksum(int version) {
        return Numbers.of("migration", resource(version));
    }

    private String migration(int version) {
        return resource(version).replace("${p}", prefix);
    }

    private String resource(int version) {
        String name = dialect.name() + "-" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs what has not run yet. */
    void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            dialect.lockSchema(connection, prefix);
            execute(connection, ofTable());
            Map<Integer, Long> done = check(connection);
            for (int version = 1; version <= VERSION; version++) {
                if (!done.containsKey(version)) {
                    for (String statement : statements(migration(version))) {
                        execute(connection, statement);
                    }
                    execute(connection, done(version));
                    LOG.info("EngineHub's tables {}* are at version {} now.", prefix, version);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        for (String part : text.split(END_OF_STATEMENT)) {
            String statement = part.strip();
            if (!statement.isEmpty()) {
                statements.add(statement);
            }
        }
        return statements;
    }

    /** Refuses tables that this version cannot use; gives the migrations that have run. */
    Map<Integer, Long> check(Connection connection) throws SQLException {
        Map<Integer, Long> done = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, checksum, needs FROM " + table)) {
            while (rows.next()) {
                int version = rows.getInt(1);
                if (rows.getInt(3) > VERSION) {
                    throw new UnfitException("The tables " + prefix + "* were changed by a newer EngineHub (to version "
                            + version + "), and this one cannot use them. Start a newer one.");
                }
                if (version <= VERSION && rows.getLong(2) != checksum(version)) {
                    throw new UnfitException("Migration " + version + " of the tables " + prefix
                            + "* was not the one of this EngineHub. Somebody has changed it, or the tables are another"
                            + " program's; give EngineHub another prefix.");
                }
                done.put(version, rows.getLong(2));
            }
        }
        return done;
    }

    /** Refuses tables that this version cannot read; changes nothing. */
    void requireReadable(Connection connection) throws SQLException {
        if (!check(connection).containsKey(VERSION)) {
            throw new UnfitException("The tables " + prefix
                    + "* are older than this EngineHub. They are brought up to date when a hub opens the store.");
        }
    }

    /** The tables are there, and not those of this version. */
    static final class UnfitException extends SQLException {
        private static final long serialVersionUID = 1;

        UnfitException(String message) {
            super(message);
        }
    }

    /** Refuses tables that somebody else should have made and has not. */
    void require(Connection connection) throws SQLException {
        Map<Integer, Long> done;
        try {
            done = check(connection);
        } catch (SQLException e) {
            throw new SQLException(
                    "The tables " + prefix + "* are not there or cannot be read (" + e.getMessage()
                            + "). Run the SQL that `enginehub migrate --print` shows, or let the store migrate itself.",
                    e.getSQLState(),
                    e);
        }
        if (!done.containsKey(VERSION)) {
            throw new SQLException(
                    "The tables " + prefix + "* are older than this EngineHub. Run the SQL that `enginehub"
                            + " migrate --print` shows from version " + done.size() + " on.");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
