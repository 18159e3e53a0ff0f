package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens stores by URL, each with a pool of its own. */
final class OwnPool {
    private static final String SQLITE = "sqlite:";
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BUSY = Duration.ofSeconds(5);

    private OwnPool() {}

    static JdbcProcessStore open(String url) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        if (plain.startsWith(SQLITE)) {
            return openFile(Path.of(plain.substring(SQLITE.length())));
        }
        if (plain.startsWith("postgresql:")) {
            HikariConfig config = config("jdbc:" + plain);
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("ApplicationName", "EngineHub");
            return open(config, () -> {});
        }
        throw new IllegalArgumentException(
                "A store is named by sqlite:PATH or jdbc:postgresql://HOST/DATABASE, unlike '" + url + "'.");
    }

    private static JdbcProcessStore openFile(Path file) {
        FileLock lock = FileLock.of(file);
        HikariConfig config = config("jdbc:sqlite:" + file);
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        config.addDataSourceProperty("busy_timeout", Long.toString(BUSY.toMillis()));
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty(
                "jdbc.get_generated_keys", "false"); // why: it would ask for them after each insert
        try {
            return open(config, lock::close);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("enginehub");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static JdbcProcessStore open(HikariConfig config, Runnable closed) {
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return new JdbcStoreBuilder(pool).open(() -> {
                pool.close();
                closed.run();
            });
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    static StoreException unusable(Path file, IOException e) {
        return new StoreException(
                StoreException.Fault.NOT_DONE, "The file " + file + " cannot be used: " + e.getMessage(), e);
    }

    static void makeFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }
}
