package io.enginehub.benchmarks;

import io.enginehub.EngineHub;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.SubmitOptions;
import io.enginehub.store.jdbc.JdbcProcessStore;
import io.enginehub.transport.http.rest.HttpHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code flow3} through a hub, a dispatcher and three agents, each a JVM of its own, on PostgreSQL, beside all of it in one
 * JVM on the same PostgreSQL, in turns: processes a second, the time of one, and the processor time of one in all
 * processes, the database's and the client's included.
 */
public final class Flow3OnHosts {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Payload INPUT = Payload.of((Object) "x".repeat(100));
    private static final int WARM_SECONDS = Integer.getInteger("warm", 40);
    private static final int WARMING = 16;
    private static final List<Integer> RATES = Arrays.stream(
                    System.getProperty("rates", "").split(","))
            .filter(rate -> !rate.isEmpty())
            .map(Integer::valueOf)
            .toList();
    private static final String SLOTS = "64";

    private Flow3OnHosts() {}

    /**
     * {@code -Dwarm}: seconds to warm up (40). {@code -Drates}: processes a second that both sides are given as well, with
     * commas between (none). Arguments: seconds of one measurement (4), rounds (5), numbers of clients (1 16 64).
     */
    public static void main(String[] args) throws Exception {
        List<Integer> numbers = Arrays.stream(args).map(Integer::valueOf).toList();
        int seconds = numbers.isEmpty() ? 4 : numbers.get(0);
        int rounds = numbers.size() < 2 ? 5 : numbers.get(1);
        List<Integer> clients = numbers.size() < 3 ? List.of(1, 16, 64) : numbers.subList(2, numbers.size());
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on") // why: what starts it for tests says otherwise
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                Roles roles = new Roles()) {
            List<ProcessHandle> postgres = ProcessHandle.allProcesses()
                    .filter(process ->
                            process.info().commandLine().orElse("").contains(" -p " + server.getPort() + " "))
                    .toList();
            try (Load.Side one = oneJvm(database(server, "one"));
                    Load.Side split = split(database(server, "split"), roles)) {
                Map<String, List<ProcessHandle>> all = new TreeMap<>(roles.handles());
                all.put("database", postgres);
                Load.measure(one, WARMING, WARM_SECONDS, all); // why: five JVMs take their time to compile what is hot
                Load.measure(split, WARMING, WARM_SECONDS, all);
                for (int many : clients) {
                    compare(one, split, new Load.Clients(many, 0), rounds, seconds, all);
                }
                for (int perSecond : RATES) {
                    compare(one, split, new Load.Clients(WARMING, perSecond), rounds, seconds, all);
                }
            }
        }
    }

    private static String database(EmbeddedPostgres server, String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    private static void compare(
            Load.Side one,
            Load.Side split,
            Load.Clients clients,
            int rounds,
            int seconds,
            Map<String, List<ProcessHandle>> others)
            throws InterruptedException {
        double[] cpu = new double[rounds];
        double[] speed = new double[rounds];
        double[] p50 = new double[rounds];
        double[] millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Load.Measured near = Load.measure(one, clients, seconds, others);
            Load.Measured far = Load.measure(split, clients, seconds, others);
            cpu[round] = far.allCpu() / near.allCpu();
            speed[round] = far.perSecond() / near.perSecond();
            p50[round] = far.p50() / near.p50();
            millis[round] = far.p50();
            System.out.printf("%s  one JVM  %s%n", clients, near);
            System.out.printf("%s  six JVMs %s%n", clients, far);
        }
        System.out.printf(
                Locale.ROOT,
                "%s  medians: p50 %.2f ms; ratios (six JVMs / one): processes/s %.2f, p50 %.2f, CPU %.2f%n",
                clients,
                Load.median(millis),
                Load.median(speed),
                Load.median(p50),
                Load.median(cpu));
    }

    private static Load.Side oneJvm(String database) {
        JdbcProcessStore store = JdbcProcessStore.open(database);
        EngineHub engine = EngineHub.local()
                .dispatcher(dispatcher -> dispatcher.slots(Integer.parseInt(SLOTS)))
                .algorithm(new Rotate.One())
                .algorithm(new Rotate.Two())
                .algorithm(new Rotate.Three())
                .store(store)
                .start();
        return side(engine.hub(), () -> {
            engine.close();
            store.close();
        });
    }

    /** Hub, dispatcher and agents elsewhere; the client is the sixth JVM. */
    private static Load.Side split(String database, Roles roles) throws Exception {
        URI hub = roles.start("hub", "--port", "0", "--store", database);
        roles.start("dispatcher", "--hub", hub.toString(), "--slots", SLOTS);
        for (String algorithm : List.of("step.one", "step.two", "step.three")) {
            roles.start("agent", "--hub", hub.toString(), "--algorithm", algorithm);
        }
        HttpHub client = HttpHub.at(List.of(hub));
        return side(client, client::close);
    }

    private static Load.Side side(Hub hub, Runnable close) {
        hub.deploy(ProcessFlow.chain("flow3", "step.one", "step.two", "step.three"), PATIENCE);
        return new Load.Side() {
            @Override
            public void run() {
                hub.run("flow3", INPUT, SubmitOptions.none(), PATIENCE);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
