package io.enginehub.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The same three steps as three chained tasks of db-scheduler, on PostgreSQL: each is replaced by the next one in one
 * transaction, and the last one is removed. Set up for high throughput as its documentation describes: lock-and-fetch, with
 * the threads and limits of the fastest line of its own benchmark, and immediate execution. Its data is plain text, which
 * costs less than its own serializers. It keeps no history, and steps have no attempts, logs or outputs of their own.
 */
final class DbSchedulerChain implements Load.Side {
    private static final int THREADS = 50;
    private static final double LOWER = 0.5;
    private static final double UPPER = 4.0;
    private static final int OTHER_CONNECTIONS = 14;
    /** What its documentation gives for PostgreSQL, but for the index of priorities, which are off. */
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS scheduled_tasks (
              task_name text NOT NULL,
              task_instance text NOT NULL,
              task_data bytea,
              execution_time timestamptz NOT NULL,
              picked boolean NOT NULL,
              picked_by text,
              last_success timestamptz,
              last_failure timestamptz,
              consecutive_failures int,
              last_heartbeat timestamptz,
              version bigint NOT NULL,
              priority smallint,
              PRIMARY KEY (task_name, task_instance));
            CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
            """;

    private static final TaskDescriptor<String> ONE = TaskDescriptor.of("one", String.class);
    private static final TaskDescriptor<String> TWO = TaskDescriptor.of("two", String.class);
    private static final TaskDescriptor<String> THREE = TaskDescriptor.of("three", String.class);

    private static final Serializer TEXT = new Serializer() {
        @Override
        public byte[] serialize(Object data) {
            return ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    };

    private final HikariDataSource pool;
    private final Scheduler scheduler;
    private final UnaryOperator<String> step;
    private final Map<String, CompletableFuture<String>> awaited = new ConcurrentHashMap<>();

    DbSchedulerChain(String url, UnaryOperator<String> step) throws SQLException {
        this.step = step;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(THREADS + OTHER_CONNECTIONS);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            // why: rows that it has removed would be in its way for ever where autovacuum is off
            statement.execute("VACUUM ANALYZE scheduled_tasks");
        }
        scheduler = Scheduler.create(pool, then(ONE, TWO), then(TWO, THREE), last())
                .threads(THREADS)
                .pollUsingLockAndFetch(LOWER, UPPER)
                .enableImmediateExecution()
                .serializer(TEXT)
                .build();
        scheduler.start();
    }

    private CustomTask<String> then(TaskDescriptor<String> task, TaskDescriptor<String> next) {
        return Tasks.custom(task)
                .execute((instance, context) ->
                        new CompletionHandler.OnCompleteReplace<>(next, step.apply(instance.getData())));
    }

    private CustomTask<String> last() {
        return Tasks.custom(THREE).execute((instance, context) -> {
            String output = step.apply(instance.getData());
            return (complete, operations) -> {
                operations.remove();
                CompletableFuture<String> end = awaited.remove(instance.getId());
                if (end != null) {
                    end.complete(output);
                }
            };
        });
    }

    @Override
    public void run() {
        String id = UUID.randomUUID().toString();
        CompletableFuture<String> end = new CompletableFuture<>();
        awaited.put(id, end);
        scheduler.schedule(ONE.instance(id).data("x".repeat(100)).build(), Instant.now());
        end.join();
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.close();
    }
}
