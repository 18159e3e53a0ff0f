package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.SubmitOptions;
import io.enginehub.store.jdbc.JdbcProcessStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code flow3} on SQLite and on PostgreSQL, each beside a bare group commit on the same tables, and on PostgreSQL beside
 * db-scheduler, too, in turns: processes a second, the time of one, and the processor time of one, the database's included.
 */
public final class Flow3OnStore {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** So long the compiler of this JVM has its share in what an engine uses, which is more code than the other side is. */
    private static final int WARM_UP_SECONDS = 60;

    private static final int WARM_UP_CLIENTS = 16;
    private static final Payload INPUT = Payload.of((Object) "x".repeat(100));

    /** A database, and how to open both sides on it. */
    private record Database(String name, String url, String jdbc, List<ProcessHandle> server) {}

    private Flow3OnStore() {}

    /** Arguments: seconds of one measurement (4), rounds (5), numbers of clients (1 16 64); {@code sqlite} or {@code postgresql} first for one alone. */
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        boolean one = !words.isEmpty() && !Character.isDigit(words.get(0).charAt(0));
        List<String> numbers = one ? words.subList(1, words.size()) : words;
        int seconds = numbers.isEmpty() ? 4 : Integer.parseInt(numbers.get(0));
        int rounds = numbers.size() < 2 ? 5 : Integer.parseInt(numbers.get(1));
        List<Integer> clients = numbers.size() < 3
                ? List.of(1, 16, 64)
                : numbers.subList(2, numbers.size()).stream()
                        .map(Integer::valueOf)
                        .toList();
        if (!one || words.get(0).equals("sqlite")) {
            sqlite(seconds, rounds, clients);
        }
        if (!one || words.get(0).equals("postgresql")) {
            postgres(seconds, rounds, clients);
        }
    }

    private static void sqlite(int seconds, int rounds, List<Integer> clients) throws Exception {
        Path folder = Files.createTempDirectory("enginehub-benchmark");
        try {
            Path file = folder.resolve("store.db");
            compare(
                    new Database("SQLite", "sqlite:" + file, "jdbc:sqlite:" + file, List.of()),
                    seconds,
                    rounds,
                    clients);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void postgres(int seconds, int rounds, List<Integer> clients) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on") // why: what starts it for tests says otherwise
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("autovacuum", "off")
                .start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            List<ProcessHandle> postmaster = ProcessHandle.allProcesses()
                    .filter(process ->
                            process.info().commandLine().orElse("").contains(" -p " + server.getPort() + " "))
                    .toList();
            compare(new Database("PostgreSQL", url, url, postmaster), seconds, rounds, clients);
        }
    }

    private static void compare(Database database, int seconds, int rounds, List<Integer> clients) throws Exception {
        measure(database, engine(database), WARM_UP_CLIENTS, WARM_UP_SECONDS);
        measure(database, bare(database), WARM_UP_CLIENTS, WARM_UP_SECONDS);
        boolean withPeer = !database.server.isEmpty();
        if (withPeer) {
            measure(database, peer(database), WARM_UP_CLIENTS, WARM_UP_SECONDS);
        }
        for (int many : clients) {
            Ratios toBare = new Ratios();
            Ratios toPeer = new Ratios();
            for (int round = 0; round < rounds; round++) {
                Load.Measured engine = measure(database, engine(database), many, seconds);
                Load.Measured bare = measure(database, bare(database), many, seconds);
                toBare.add(engine, bare);
                System.out.printf("%-10s %3d clients  bare         %s%n", database.name, many, bare);
                System.out.printf("%-10s %3d clients  EngineHub    %s%n", database.name, many, engine);
                if (withPeer) {
                    Load.Measured peer = measure(database, peer(database), many, seconds);
                    toPeer.add(engine, peer);
                    System.out.printf("%-10s %3d clients  db-scheduler %s%n", database.name, many, peer);
                }
            }
            System.out.printf("%-10s %3d clients  to bare: %s%n", database.name, many, toBare);
            if (withPeer) {
                System.out.printf("%-10s %3d clients  to db-scheduler: %s%n", database.name, many, toPeer);
            }
        }
    }

    /** EngineHub beside another side, measured in the same round. */
    private static final class Ratios {
        private final List<Double> speed = new ArrayList<>();
        private final List<Double> p50 = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();

        void add(Load.Measured engine, Load.Measured other) {
            speed.add(engine.perSecond() / other.perSecond());
            p50.add(engine.p50() / other.p50());
            cpu.add(other.allCpu() / engine.allCpu());
        }

        private static double median(List<Double> values) {
            return Load.median(values.stream().mapToDouble(value -> value).toArray());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "medians of ratios: processes/s %.2f, p50 %.2f, CPU (other / EngineHub) %.2f",
                    median(speed),
                    median(p50),
                    median(cpu));
        }
    }

    private static Load.Side peer(Database database) throws SQLException {
        return new DbSchedulerChain(database.jdbc, Flow3OnStore::turned);
    }

    private static String turned(String text) {
        return text.substring(1) + text.charAt(0);
    }

    private static Load.Measured measure(Database database, Load.Side side, int clients, int seconds) throws Exception {
        try (side) {
            return Load.measure(side, clients, seconds, Map.of("database", database.server));
        }
    }

    private static Load.Side engine(Database database) {
        JdbcProcessStore store = JdbcProcessStore.open(database.url);
        EngineHub engine = EngineHub.local()
                .hub(hub -> hub.keepHistory(Duration.ofDays(1), 100_000_000))
                .algorithm(Algorithm.of("step.one", String.class, Flow3OnStore::turned))
                .algorithm(Algorithm.of("step.two", String.class, Flow3OnStore::turned))
                .algorithm(Algorithm.of("step.three", String.class, Flow3OnStore::turned))
                .store(store)
                .start();
        engine.hub().deploy(ProcessFlow.chain("flow3", "step.one", "step.two", "step.three"), PATIENCE);
        return new Load.Side() {
            @Override
            public void run() {
                engine.hub().run("flow3", INPUT, SubmitOptions.none(), PATIENCE);
            }

            @Override
            public void close() {
                engine.close();
                store.close();
            }
        };
    }

    private static Load.Side bare(Database database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbc);
        boolean file = database.server.isEmpty();
        BareGroupCommit bare = new BareGroupCommit(connection, file ? Flow3OnStore::bytes : id -> id);
        return new Load.Side() {
            @Override
            public void run() {
                bare.run();
            }

            @Override
            public void close() {
                try {
                    bare.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static Object bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
