package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.FLOW;
import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.PLAN;
import static io.enginehub.testkit.SampleRows.attempt;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.running;
import static io.enginehub.testkit.SampleRows.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written, and what is read under lock. */
abstract class TransactionContract extends StoreFixture {
    @Test
    void givesBackWhatWasInserted() {
        insert(pending(1, TREE));
        ProcessRow row = stored(id(1));
        assertEquals(ProcessStatus.PENDING, row.status());
        assertEquals(TREE, row.need());
        assertEquals(FLOW, row.head().flow());
        assertEquals(PLAN, row.head().plan());
        assertEquals(Map.of("number", "1"), row.head().labels());
        assertEquals(NOON, row.head().submitted());
        assertEquals(row, read(new Reads().process(id(1)), rows -> rows.process(id(1))));
    }

    @Test
    void insertsAProcessThatIsClaimedAsItComes() {
        ProcessRow claimed = running(pending(1, TREE), OWNER, 7);
        insert(claimed);
        ProcessRow row = stored(id(1));
        assertEquals(ProcessStatus.RUNNING, row.status());
        assertEquals(claimed.hold(), row.hold());
        assertEquals(1, row.epoch());
        assertEquals(List.of(), claimable(10, TREE));
        assertEquals(List.of(row), store().history().owned(OWNER));
        assertEquals(List.of(row), read(new Reads().claimed(OWNER, 7), rows -> rows.claimed(OWNER, 7)));
        assertEquals(0L, read(new Reads().pending(), Rows::pending));
    }

    @Test
    void numbersProcessesInTheOrderOfTheirInsertion() {
        insert(pending(3, TREE), pending(1, TREE));
        insert(pending(2, TREE));
        assertTrue(stored(id(3)).head().seq() < stored(id(1)).head().seq());
        assertTrue(stored(id(1)).head().seq() < stored(id(2)).head().seq());
    }

    @Test
    void writesNothingWhenTheDecisionFails() {
        assertThrows(
                IllegalArgumentException.class,
                () -> store().transact(new Reads(), rows -> {
                    throw new IllegalArgumentException("no");
                }));
        insert(pending(1, TREE));
        assertEquals(ProcessStatus.PENDING, stored(id(1)).status());
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertTrue(store().history().find(id(9)).isEmpty());
        assertNull(read(new Reads().process(id(9)), rows -> rows.process(id(9))));
        assertEquals(List.of(), store().history().steps(id(9)));
        assertEquals(Map.of(), store().history().payloads(id(9), Set.of(ProcessHistory.INPUT)));
        assertTrue(store().history().plan(new PlanHash("f00")).isEmpty());
    }

    @Test
    void tellsATimeThatDoesNotGoBack() {
        Instant first = read(new Reads(), Rows::now);
        Instant second = read(new Reads(), Rows::now);
        assertFalse(second.isBefore(first));
    }

    @Test
    void deletesAProcessWithAllThatBelongsToIt() {
        insert(pending(1, TREE));
        write(writes -> {
            writes.insert(step(id(1), "tree"), Payload.ofJson("1"));
            writes.insert(attempt(id(1), "tree", 1));
            writes.insert(new LogRow(id(1), "tree", 1, line("hello")));
        });
        store().transact(new Reads().process(id(1)), rows -> {
            Writes writes = new Writes();
            writes.delete(id(1));
            return writes;
        });
        assertTrue(store().history().find(id(1)).isEmpty());
        assertEquals(List.of(), store().history().steps(id(1)));
        assertEquals(List.of(), store().history().attempts(id(1)));
        assertEquals(List.of(), store().history().logs(id(1), 0, 10));
        assertEquals(List.of(), claimable(10, TREE));
    }
}
