package io.enginehub.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that is started on first use and ends with the JVM; each test has a database of its own. */
final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Starts the server at most once. */
    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // why: the default of tests would lose what it has committed
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
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
        try (Connection connection = DriverManager.getConnection(Started.SERVER.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return Started.SERVER.getJdbcUrl("postgres", name);
    }
}
