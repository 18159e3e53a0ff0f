package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests: the server that {@code ENGINEHUB_TEST_PG_URL} names, or one that is started on first use and
 * ends with the JVM. Tests tell their tables apart by a prefix.
 */
final class TestPostgres {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    /** Starts the server at most once. */
    private static final class Started {
        static final String URL = url();

        private static String url() {
            String given = System.getenv("ENGINEHUB_TEST_PG_URL");
            if (given != null) {
                return given;
            }
            try {
                return settings().start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestPostgres() {}

    /** A server that keeps its promises: the tests' default one would lose what it has committed. */
    static EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
    }

    static String url() {
        return Started.URL;
    }

    static HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** A prefix that no test has had in this run. */
    static String newPrefix() {
        return "t" + ProcessHandle.current().pid() + "_" + PREFIXES.incrementAndGet() + "_";
    }
}
