package io.enginehub.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL that is started on first use and ends with the JVM; each test has a database of its own. One of its
 * users, {@code locked}, needs a password.
 */
final class TestPostgres {
    private static final String ACCESS = """
            host all locked 127.0.0.1/32 scram-sha-256
            host all locked ::1/128      scram-sha-256
            host all all    127.0.0.1/32 trust
            host all all    ::1/128      trust
            """;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Starts the server at most once. */
    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path access = Files.writeString(Files.createTempFile("pg_hba", ".conf"), ACCESS);
                access.toFile().deleteOnExit();
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("hba_file", access.toString())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestPostgres() {}

    /** The URL of an empty database. */
    static String newDatabase() throws SQLException {
        String name = "t" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return Started.SERVER.getJdbcUrl("postgres", name);
    }

    /** The URL of a user who has another password than this one. */
    static String locked(String wrong) throws SQLException {
        execute(
                "DO $$ BEGIN CREATE ROLE locked LOGIN PASSWORD 'right'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        return "jdbc:postgresql://127.0.0.1:" + Started.SERVER.getPort() + "/postgres?user=locked&password=" + wrong;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Started.SERVER.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
