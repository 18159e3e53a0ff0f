package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.Writes;
import io.enginehub.testkit.SampleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store of a few processes of each kind, healthy and then broken by hand. */
class StoreAuditTest {
    private static final MemberId OWNER = SampleRows.OWNER;

    @TempDir
    static Path original;

    @TempDir
    Path folder;

    private String file;

    @BeforeAll
    static void fill() {
        String file = original.resolve("store.db").toString();
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + file)) {
            try (EngineHub engine = EngineHub.local()
                    .algorithm(Algorithm.of("good", String.class, text -> text + "!"))
                    .algorithm(Algorithm.of("better", String.class, text -> text + "?"))
                    .algorithm(Algorithm.of("bad", String.class, text -> {
                        throw new IllegalStateException(text);
                    }))
                    .store(store)
                    .start()) {
                engine.run(ProcessFlow.chain("fine", "good", "better"), Payload.of((Object) "a"));
                engine.run(ProcessFlow.chain("fails", "good", "bad"), Payload.of((Object) "b"));
            }
            unfinished(store);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        file = Files.copy(original.resolve("store.db"), folder.resolve("store.db"))
                .toString();
    }

    /** One process that is RUNNING and one that is PENDING. */
    private static void unfinished(JdbcProcessStore store) {
        ProcessRow first = SampleRows.pending(1, SampleRows.need("good"));
        store.transact(new Reads(), rows -> {
            Writes writes = new Writes();
            writes.put(new PlanRow(SampleRows.PLAN, "{\"processors\":{}}"));
            writes.insert(first);
            writes.insert(SampleRows.pending(2, SampleRows.need("good")));
            writes.put(new SessionRow(OWNER, SessionState.HELD, Instant.now(), 1));
            return writes;
        });
        store.transact(new Reads().process(first.id()), rows -> {
            Writes writes = new Writes();
            writes.update(SampleRows.running(rows.process(first.id()), OWNER, 1));
            return writes;
        });
    }

    private List<Finding> verify() {
        return JdbcProcessStore.verify("sqlite:" + file);
    }

    @Test
    void findsNothingInAHealthyStore() {
        assertEquals(List.of(), verify());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE enginehub_process SET owner = NULL WHERE status = 1       | A RUNNING process has an owner.
            UPDATE enginehub_session SET state = 1                           | The session of a RUNNING process's owner is HELD.
            UPDATE enginehub_process SET epoch = 0 WHERE status = 1          | A process that was claimed has an epoch above 0.
            UPDATE enginehub_process SET ended = NULL WHERE status = 2       | A process has a time of its end when it has ended, and only then.
            UPDATE enginehub_process SET due = 1 WHERE status = 2            | A process that has ended is due for nothing.
            UPDATE enginehub_process SET due = 1 WHERE status = 0            | A process is due at its deadline, or earlier at the end of its wait.
            UPDATE enginehub_process SET wait_until = 1 WHERE status = 2     | Only a PENDING process waits.
            DELETE FROM enginehub_payload WHERE name = '='                   | A FINISHED process has an output.
            UPDATE enginehub_process SET fault = NULL WHERE status = 3       | A FAILED process says why.
            DELETE FROM enginehub_plan WHERE body LIKE '%fails%'             | A process's flow is there.
            DELETE FROM enginehub_need WHERE algorithms = 'good'             | What a process needs is there.
            UPDATE enginehub_process SET epoch = 0 WHERE status = 3          | A process that nobody has claimed has no steps and no attempts.
            DELETE FROM enginehub_step WHERE step = 'better'                  | A FINISHED process of a flow of 2 processors has as many steps.
            UPDATE enginehub_counts SET pending = pending + 1                | As many processes are PENDING as the table counts says.
            UPDATE enginehub_counts SET ended = ended + 1                    | As many processes are ended as the table counts says.
            UPDATE enginehub_step SET process = x'00000000000000000000000000000001' WHERE step = 'better' | Each row of step belongs to a process.
            UPDATE enginehub_payload SET process = x'00000000000000000000000000000001' WHERE name = '='  | Each row of payload belongs to a process.
            UPDATE enginehub_attempt SET process = x'00000000000000000000000000000001'                   | Each row of attempt belongs to a process.
            """)
    void namesWhatIsBroken(String broken, String rule) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(broken) > 0, "nothing was broken");
        }
        List<Finding> findings = verify();
        assertTrue(
                findings.stream().anyMatch(finding -> finding.rule().equals(rule)),
                () -> "not found, but: " + findings);
    }
}
