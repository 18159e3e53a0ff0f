package io.enginehub.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.EngineHub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.Reads;
import io.enginehub.core.rules.Claims;
import io.enginehub.core.rules.Ledger;
import io.enginehub.store.jdbc.JdbcProcessStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A claim of 50, its commit included, in a queue of 20,000, in one of a million, and behind 900,000 processes whose
 * algorithm has no agent: in turns, on SQLite and on PostgreSQL.
 */
public final class LargeQueue {
    private static final int SLOTS = 50;
    private static final int SMALL = 20_000;
    private static final int LARGE = 1_000_000;
    private static final int BLOCKED = 900_000;
    private static final String HERE = "algorithm.here";
    private static final String GONE = "algorithm.gone";

    /** A store with a queue, and what its claims took. */
    private record Scene(String name, JdbcProcessStore store, MemberId owner, List<Need> runnable, List<Long> nanos) {}

    /** A database: how a store with a name of its own is opened in it, and how its rows are multiplied. */
    private interface Database {
        JdbcProcessStore open(String prefix) throws Exception;

        Connection connect(String prefix) throws SQLException;

        /** A table of the numbers from 1 on, as {@code n(i)}, and an expression for a new id. */
        String numbers(int many);

        String newId();

        /** Prefix of tables. */
        String table(String prefix);
    }

    private LargeQueue() {}

    /** Arguments: how many claims (300); {@code sqlite} or {@code postgresql} for one alone. */
    public static void main(String[] args) throws Exception {
        int claims = args.length == 0 ? 300 : Integer.parseInt(args[0]);
        if (args.length < 2 || args[1].equals("sqlite")) {
            sqlite(claims);
        }
        if (args.length < 2 || args[1].equals("postgresql")) {
            postgres(claims);
        }
    }

    private static void sqlite(int claims) throws Exception {
        Path folder = Files.createTempDirectory("enginehub-benchmark");
        try {
            compare("SQLite", claims, new Database() {
                @Override
                public JdbcProcessStore open(String prefix) {
                    return JdbcProcessStore.open("sqlite:" + folder.resolve(prefix));
                }

                @Override
                public Connection connect(String prefix) throws SQLException {
                    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(prefix));
                }

                @Override
                public String numbers(int many) {
                    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + many + ") ";
                }

                @Override
                public String newId() {
                    return "randomblob(16)";
                }

                @Override
                public String table(String prefix) {
                    return "enginehub_process";
                }
            });
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void postgres(int claims) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on") // why: what starts it for tests says otherwise
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
                HikariDataSource pool = pool(server.getJdbcUrl("postgres", "postgres"))) {
            compare("PostgreSQL", claims, new Database() {
                @Override
                public JdbcProcessStore open(String prefix) {
                    return JdbcProcessStore.using(pool).tablePrefix(prefix).open();
                }

                @Override
                public Connection connect(String prefix) throws SQLException {
                    return pool.getConnection();
                }

                @Override
                public String numbers(int many) {
                    return "WITH n AS (SELECT generate_series(1, " + many + ") AS i) ";
                }

                @Override
                public String newId() {
                    return "gen_random_uuid()";
                }

                @Override
                public String table(String prefix) {
                    return prefix + "process";
                }
            });
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static void compare(String where, int claims, Database database) throws Exception {
        List<Scene> scenes = new ArrayList<>();
        try {
            scenes.add(scene(database, "small_", SMALL + " waiting", 0, SMALL));
            scenes.add(scene(database, "large_", LARGE + " waiting", 0, LARGE));
            scenes.add(scene(database, "blocked_", "behind " + BLOCKED, BLOCKED, LARGE - BLOCKED));
            settle(database);
            for (int claim = 1; claim <= claims; claim++) {
                for (Scene scene : scenes) {
                    claim(scene, claim);
                }
            }
            for (Scene scene : scenes) {
                print(where, scene);
            }
        } finally {
            scenes.forEach(scene -> scene.store.close());
        }
    }

    /** What was written to fill the queues goes to its place now, and not while claims are measured. */
    private static void settle(Database database) throws SQLException {
        for (String prefix : List.of("small_", "large_", "blocked_")) {
            try (Connection connection = database.connect(prefix);
                    Statement statement = connection.createStatement()) {
                statement.execute(database.newId().startsWith("gen") ? "CHECKPOINT" : "PRAGMA wal_checkpoint(PASSIVE)");
            }
        }
    }

    /** Makes a store that holds so many processes without an agent and behind them so many that may be claimed. */
    private static Scene scene(Database database, String prefix, String name, int gone, int here) throws Exception {
        try (JdbcProcessStore store = database.open(prefix);
                EngineHub engine =
                        EngineHub.named("seed").hub(hub -> {}).store(store).start()) {
            for (String algorithm : List.of(GONE, HERE)) {
                var unused = engine.hub()
                        .submitAdHoc(
                                ProcessFlow.builder("one")
                                        .processor("a", algorithm)
                                        .build(),
                                Payload.ofJson("1"),
                                SubmitOptions.none());
            }
        }
        try (Connection connection = database.connect(prefix);
                Statement statement = connection.createStatement()) {
            for (int which = 1; which <= 2; which++) {
                int many = which == 1 ? gone : here;
                if (many > 0) {
                    String table = database.table(prefix);
                    String columns = "status, epoch, run, need, plan, flow, version, submitted";
                    statement.execute(database.numbers(many) + "INSERT INTO " + table + " (id, " + columns + ") SELECT "
                            + database.newId() + ", " + columns + " FROM n, (SELECT * FROM " + table
                            + " WHERE seq = " + which + ") first");
                }
            }
        }
        JdbcProcessStore store = database.open(prefix);
        List<Need> runnable = store.history().look(1).runnable().stream()
                .filter(need -> need.algorithms().equals(List.of(HERE)))
                .toList();
        return new Scene(name, store, new MemberId("dispatcher", UUID.randomUUID()), runnable, new ArrayList<>());
    }

    private static void claim(Scene scene, int number) {
        Claims.TakeWork work = new Claims.TakeWork(
                new ClaimRequest(scene.owner, number, SLOTS, Set.of(HERE), null), scene.runnable, Duration.ofHours(1));
        int[] taken = new int[1];
        long start = System.nanoTime();
        Reads reads = new Reads();
        work.reads(reads);
        scene.store.transact(reads, rows -> {
            Ledger ledger = new Ledger(rows, hash -> {
                throw new IllegalStateException("a claim asks for no plan");
            });
            taken[0] = work.decide(ledger).taken().size();
            return ledger.writes();
        });
        scene.nanos.add(System.nanoTime() - start);
        if (taken[0] != SLOTS) {
            throw new IllegalStateException(scene.name + ": a claim of " + SLOTS + " gave " + taken[0]);
        }
    }

    private static void print(String where, Scene scene) {
        long[] nanos = scene.nanos.stream().mapToLong(each -> each).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-10s %-16s claim of %d: p50 %.2f ms, p99 %.2f ms, longest %.2f ms (%d claims)%n",
                where,
                scene.name,
                SLOTS,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                nanos.length);
    }
}
