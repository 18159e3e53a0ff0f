package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens stores by URL, each with a pool of its own. */
final class OwnPool {
    private static final String SQLITE = "sqlite:";
    /** How such a file begins (SQLite's description of its file format, 1.3.1). */
    private static final String MAGIC = "SQLite format 3\0";

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BUSY = Duration.ofSeconds(5);

    private OwnPool() {}

    static JdbcProcessStore open(String url) {
        String plain = checked(url);
        return plain.startsWith(SQLITE) ? openFile(file(plain)) : openServer(server(plain));
    }

    /** Opens a database. One that says that it cannot serve yet, for it starts up or is full, is waited for. */
    private static JdbcProcessStore openServer(HikariConfig config) {
        try {
            probe(config);
        } catch (SQLException e) {
            if (isLasting(e)) {
                throw notOpened(e);
            }
        }
        return open(config, () -> {});
    }

    /** Looks at a server before a pool does, which would try for as long as it waits for any database. */
    private static void probe(HikariConfig config) throws SQLException {
        Properties properties = new Properties();
        if (config.getUsername() != null) {
            properties.setProperty("user", config.getUsername());
        }
        if (config.getPassword() != null) {
            properties.setProperty("password", config.getPassword());
        }
        // why: one that takes a connection and says nothing would be listened to for ever
        properties.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        DriverManager.getConnection(config.getJdbcUrl(), properties).close();
    }

    /**
     * Whether a refusal is one that waiting does not change, or has been waited for: of who asks, for want of such a database,
     * or because nobody is there, or nobody who answers.
     */
    private static boolean isLasting(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        Throwable cause = e.getCause();
        return state.startsWith("28")
                || state.equals("3D000")
                || state.equals("42501")
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException;
    }

    static ReadingStore openForReading(String url) {
        String plain = checked(url);
        if (plain.startsWith(SQLITE)) {
            return openFileForReading(file(plain));
        }
        HikariConfig config = server(plain);
        config.setReadOnly(true);
        try {
            probe(config);
        } catch (SQLException e) {
            throw notOpened(e);
        }
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return ReadingStore.open(pool, config.getJdbcUrl(), pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** The URL without the word that some write before it. */
    static String plain(String url) {
        return url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    }

    /** The same; refuses what names no store. */
    private static String checked(String url) {
        String plain = plain(url);
        if (plain.startsWith(SQLITE) || plain.startsWith(PostgresUrl.SCHEME)) {
            return plain;
        }
        // why only how it begins: behind that may stand a password
        throw new IllegalArgumentException(
                "A store is named by sqlite:PATH or jdbc:postgresql://HOST/DATABASE, unlike '"
                        + url.split("[/?@]", 2)[0] + "…'.");
    }

    private static Path file(String plain) {
        return Path.of(plain.substring(SQLITE.length()));
    }

    private static HikariConfig server(String plain) {
        PostgresUrl url = PostgresUrl.parse(plain);
        try {
            Driver unused = DriverManager.getDriver(url.jdbc()); // why: a pool would not say what is wrong
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no URL of PostgreSQL; write jdbc:postgresql://HOST:PORT/DATABASE?user=…", e);
        }
        HikariConfig config = config(url.jdbc());
        if (url.user() != null) {
            config.setUsername(url.user());
        }
        if (url.password() != null) {
            config.setPassword(url.password());
        }
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("ApplicationName", "EngineHub");
        return config;
    }

    /** A file for a few reads takes no pool. */
    private static ReadingStore openFileForReading(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + (Files.exists(file) ? " is no file." : ": there is no such file."));
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return ReadingStore.open(source, file.toString(), () -> {});
    }

    private static JdbcProcessStore openFile(Path file) {
        requireDatabase(file);
        FileLock lock = FileLock.of(file);
        HikariConfig config = config("jdbc:sqlite:" + file);
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        config.addDataSourceProperty("busy_timeout", Long.toString(BUSY.toMillis()));
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty(
                "jdbc.get_generated_keys", "false"); // why: it would ask for them after each insert
        try {
            probe(file);
            return open(config, lock::close);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Refuses what is there and is no database, before a lock is put beside the file of another program. */
    private static void requireDatabase(Path file) {
        if (Files.isDirectory(file)) {
            throw new StoreException(StoreException.Fault.NOT_DONE, file + " is no file.", null);
        }
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(MAGIC.length());
            if (start.length > 0 && !new String(start, StandardCharsets.US_ASCII).equals(MAGIC)) {
                throw new StoreException(StoreException.Fault.NOT_DONE, file + " is no database of SQLite.", null);
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Looks at the file before a pool does, which would try for as long as it waits for any database. */
    private static void probe(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Fault.NOT_DONE,
                    "The file " + file + " cannot be used as a database of SQLite: " + e.getMessage(),
                    e);
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

    /** The reason is what the database said, and not that the pool has waited for it in vain. */
    static StoreException notOpened(SQLException e) {
        Throwable reason = e instanceof SQLTransientConnectionException && e.getCause() != null ? e.getCause() : e;
        return new StoreException(StoreException.Fault.NOT_DONE, "The store could not be opened: " + told(reason), e);
    }

    /** In words; the driver's own are "The connection attempt failed." for much. */
    private static String told(Throwable reason) {
        Throwable cause = reason.getCause();
        if (cause instanceof UnknownHostException) {
            return "There is no host '" + cause.getMessage() + "'.";
        }
        if (cause instanceof SocketTimeoutException) {
            return "The server does not answer: " + cause.getMessage() + ".";
        }
        return String.valueOf(reason.getMessage());
    }

    static StoreException unusable(Path file, IOException e) {
        return new StoreException(StoreException.Fault.NOT_DONE, "The file " + file + " cannot be used: " + e, e);
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
