package io.enginehub.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The ceiling of a store: one writer that gathers what waits into a transaction, on the tables of EngineHub, without leases,
 * locks, claims from a queue, rules or logs. A process is five operations, one after the other: insert with input; claim;
 * two steps; the last step with output and end.
 */
final class BareGroupCommit implements AutoCloseable {
    private static final int MOST = 512;
    private static final byte[] BODY = ("\"" + "x".repeat(100) + "\"").getBytes(StandardCharsets.UTF_8);
    private static final String INSERT =
            "INSERT INTO enginehub_process (id, plan, flow, version, submitted, status, epoch, run,"
                    + " need) VALUES (?, 1, 'flow3', 1, ?, 0, 0, 1, 1)";
    private static final String CLAIM =
            "UPDATE enginehub_process SET status = 1, epoch = 1, owner_name = 'd', owner = ?, claim_no = 1, claimed = ?,"
                    + " started = ? WHERE id = ?";
    private static final String STEP =
            "INSERT INTO enginehub_step (process, step, run, attempt, agent, started, ended, body)"
                    + " VALUES (?, ?, 1, 1, 'a', ?, ?, ?)";
    private static final String PAYLOAD = "INSERT INTO enginehub_payload (process, name, body) VALUES (?, ?, ?)";
    private static final String END = "UPDATE enginehub_process SET status = 2, ended = ? WHERE id = ?";

    /** An operation that waits for its commit. */
    private record Waiting(UUID process, int operation, CompletableFuture<Boolean> done) {}

    private final Connection connection;
    private final Function<UUID, Object> key;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "bare-writer");
    private final PreparedStatement[] statements;
    private volatile boolean closed;

    /**
     * A writer.
     *
     * @param key makes of an id what the database keeps
     */
    BareGroupCommit(Connection connection, Function<UUID, Object> key) throws SQLException {
        this.connection = connection;
        this.key = key;
        connection.setAutoCommit(false);
        statements = new PreparedStatement[] {
            connection.prepareStatement(INSERT),
            connection.prepareStatement(PAYLOAD),
            connection.prepareStatement(CLAIM),
            connection.prepareStatement(STEP),
            connection.prepareStatement(END)
        };
        writer.start();
    }

    /** Runs a process, on a client's thread. */
    void run() {
        UUID process = UUID.randomUUID();
        for (int operation = 0; operation < 5; operation++) {
            Waiting waiting = new Waiting(process, operation, new CompletableFuture<>());
            queue.add(waiting);
            waiting.done.join();
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!closed) {
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST - 1);
                    for (Waiting waiting : batch) {
                        add(key.apply(waiting.process), waiting.operation);
                    }
                    for (PreparedStatement statement : statements) {
                        statement.executeBatch();
                    }
                    connection.commit();
                    batch.forEach(waiting -> waiting.done.complete(true));
                    batch.clear();
                }
            }
        } catch (SQLException | InterruptedException e) {
            batch.forEach(waiting -> waiting.done.completeExceptionally(e));
        }
    }

    private void add(Object id, int operation) throws SQLException {
        long now = System.currentTimeMillis() * 1000;
        switch (operation) {
            case 0 -> {
                add(0, id, now);
                add(1, id, "#", BODY);
            }
            case 1 -> add(2, id, now, now, id);
            case 4 -> {
                add(3, id, "three", now, now, BODY);
                add(1, id, "=", BODY);
                add(4, now, id);
            }
            default -> add(3, id, operation == 2 ? "one" : "two", now, now, BODY);
        }
    }

    private void add(int statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statements[statement].setObject(i + 1, values[i]);
        }
        statements[statement].addBatch();
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
