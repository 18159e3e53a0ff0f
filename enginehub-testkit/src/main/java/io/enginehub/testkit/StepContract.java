package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.attempt;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Check;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps, attempts, payloads, logs and checks. */
abstract class StepContract extends QueueContract {
    @Test
    void keepsStepsAttemptsAndPayloads() {
        insert(pending(1, TREE));
        Payload bytes = Payload.ofBytes("application/x-protobuf", new byte[] {0, 1, (byte) 0xFF});
        write(writes -> {
            writes.payload(id(1), ProcessHistory.INPUT, Payload.ofJson("{\"rows\":[1]}"));
            writes.insert(step(id(1), "fit"), bytes);
            writes.insert(attempt(id(1), "tree", 1));
            writes.insert(attempt(id(1), "tree", 2));
        });
        assertEquals(List.of(step(id(1), "fit")), store().history().steps(id(1)));
        assertEquals(
                List.of(attempt(id(1), "tree", 1), attempt(id(1), "tree", 2)),
                store().history().attempts(id(1)));
        assertEquals(
                Map.of("fit", bytes, ProcessHistory.INPUT, Payload.ofJson("{\"rows\":[1]}")),
                store().history().payloads(id(1), Set.of("fit", ProcessHistory.INPUT, ProcessHistory.OUTPUT)));
        Reads reads = new Reads().process(id(1));
        assertEquals(Map.of("fit", step(id(1), "fit")), read(reads, rows -> Map.copyOf(rows.steps(id(1)))));
        assertEquals(2, read(reads, rows -> rows.attempts(id(1))).size());
    }

    @Test
    void numbersLogLines() {
        insert(pending(1, TREE));
        write(writes -> writes.insert(new LogRow(id(1), "tree", 1, line("one"))));
        write(writes -> writes.insert(new LogRow(id(1), "tree", 2, line("two"))));
        List<LogLine> all = store().history().logs(id(1), 0, 10);
        assertEquals(List.of("one", "two"), all.stream().map(LogLine::text).toList());
        assertTrue(all.get(0).number() < all.get(1).number());
        assertEquals(
                List.of("two"),
                store().history().logs(id(1), all.get(0).number(), 10).stream()
                        .map(LogLine::text)
                        .toList());
        assertEquals(1, store().history().logs(id(1), 0, 1).size());
    }

    @Test
    void addsChecksUp() {
        CheckRow seen =
                new CheckRow(TREE, "d", Check.Verdict.NO_AGENT, "classifier.tree", 2, NOON, NOON.plusSeconds(1));
        CheckRow later = new CheckRow(
                TREE, "d", Check.Verdict.NO_AGENT, "classifier.tree", 3, NOON.plusSeconds(5), NOON.plusSeconds(9));
        write(writes -> writes.add(seen));
        write(writes -> writes.add(later));
        assertEquals(
                List.of(new CheckRow(
                        TREE, "d", Check.Verdict.NO_AGENT, "classifier.tree", 5, NOON, NOON.plusSeconds(9))),
                store().history().checks(TREE));
        assertEquals(List.of(), store().history().checks(BAYES));
    }
}
