package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not as they should be: what a person is told, and that nothing is lost. */
class SqliteFilesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("store.db");
    }

    private JdbcProcessStore open() {
        return JdbcProcessStore.open("sqlite:" + file);
    }

    private String refusal() {
        StoreException e = assertThrows(StoreException.class, () -> open().close());
        assertEquals(StoreException.Fault.NOT_DONE, e.fault());
        System.out.println("SQLite says: " + e.getMessage());
        return String.valueOf(e.getMessage());
    }

    private static ProcessId submit(JdbcProcessStore store) {
        ProcessId id = Ruled.newId();
        Ruled.runOnce(store, Ruled.submit(id));
        return id;
    }

    private void submitSome() {
        try (JdbcProcessStore store = open()) {
            for (int i = 0; i < 50; i++) {
                submit(store);
            }
        }
    }

    @Test
    void refusesAFileOfJunk() throws IOException {
        byte[] junk =
                "This is no database, but a letter to somebody. ".repeat(200).getBytes(StandardCharsets.UTF_8);
        Files.write(file, junk);
        assertTrue(refusal().contains("is no database of SQLite"));
        assertEquals(junk.length, Files.size(file), "the file is somebody's and stays as it is");
    }

    @Test
    void refusesAFileThatWasCutOff() throws IOException {
        submitSome();
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(access.length() / 2 / 4096 * 4096);
        }
        assertTrue(refusal().contains("malformed"));
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);
        assertTrue(refusal().contains(file.toString()));
    }

    @Test
    void tellsThatAFolderCannotBeMade() throws IOException {
        Files.writeString(file, "a file");
        file = file.resolve("below").resolve("store.db");
        assertTrue(refusal().contains(file.toString()));
    }

    @Test
    void refusesASecondHubInThisJvm() {
        JdbcProcessStore first = open();
        assertTrue(refusal().contains("Another hub uses the file"));
        first.close();
        open().close();
    }

    @Test
    void refusesASecondHubOfAnotherProgram() throws Exception {
        Path beside = Path.of(file + ".lock");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        beside.toString())
                .start();
        assertEquals('L', other.getInputStream().read());
        assertTrue(refusal().contains("Another hub uses the file"));
        other.getOutputStream().close();
        assertEquals(0, other.waitFor());
        open().close();
    }

    /** Another program that holds a file's lock until its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            try (FileChannel channel =
                            FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                System.out.print(lock.isValid() ? "L" : "-");
                System.out.flush();
                int end = System.in.read();
                System.out.print(end);
            }
        }
    }

    @Test
    void tellsThatAnotherProgramHasLockedTheFileAndOpensItAfterwards() throws Exception {
        ProcessId id;
        try (JdbcProcessStore store = open()) {
            id = submit(store);
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertTrue(refusal().contains("locked"));
            statement.execute("ROLLBACK");
        }
        try (JdbcProcessStore store = open()) {
            assertTrue(store.history().find(id).isPresent());
            submit(store);
        }
    }

    @Test
    void takesNoWritesWhileTheDiskIsFullAndLosesNothing() throws Exception {
        List<ProcessId> accepted = new ArrayList<>();
        try (FullDisk disk = new FullDisk(file)) {
            JdbcProcessStore store = disk.store;
            accepted.add(submit(store));
            disk.fill();
            StoreException full = assertThrows(StoreException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    accepted.add(submit(store));
                }
            });
            assertEquals(StoreException.Fault.READ_ONLY, full.fault());
            assertTrue(full.getMessage().contains("full"), full.getMessage());
            disk.free();
            accepted.add(submit(store));
            accepted.forEach(id -> assertTrue(store.history().find(id).isPresent()));
            assertEquals(List.of(), StoreUrl.verify("sqlite:" + file, "enginehub_"));
            System.out.println("SQLite on a full disk: " + accepted.size() + " accepted, none lost");
        }
    }

    /** A store whose one connection for writes may be forbidden to let the file grow. */
    private static final class FullDisk implements AutoCloseable {
        private final HikariDataSource pool;
        private final List<Connection> given = new ArrayList<>();
        final JdbcProcessStore store;

        FullDisk(Path file) {
            pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:sqlite:" + file);
            DataSource watched = (DataSource) Proxy.newProxyInstance(
                    FullDisk.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                        Connection connection = pool.getConnection();
                        given.add(connection);
                        return connection;
                    });
            store = JdbcProcessStore.using(watched).open();
            submit(store); // why: the connection for writes is the one that was given last
        }

        private void pages(String most) throws SQLException {
            if (given.get(1).isClosed()) {
                return; // why: a new one has no bound
            }
            try (Statement statement = given.get(1).createStatement()) {
                statement.execute("PRAGMA max_page_count = " + most);
            }
        }

        void fill() throws SQLException {
            pages("1"); // why: it takes the size that the file has
        }

        void free() throws SQLException {
            pages("100000");
        }

        @Override
        public void close() {
            store.close();
            pool.close();
        }
    }

    @Test
    void refusesADriverThatIsTooOld() {
        DatabaseMetaData data = answering(DatabaseMetaData.class, "getDatabaseProductVersion", "3.51.2");
        Connection connection = answering(Connection.class, "getMetaData", data);
        SQLException e = assertThrows(SQLException.class, () -> new SqliteDialect().check(connection));
        assertEquals("EngineHub needs SQLite 3.51.3 or newer; this driver brings 3.51.2.", e.getMessage());
    }

    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            assertEquals(method, called.getName());
            return answer;
        }));
    }
}
