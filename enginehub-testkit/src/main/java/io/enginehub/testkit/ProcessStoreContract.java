package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.FLOW;
import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.PLAN;
import static io.enginehub.testkit.SampleRows.attempt;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.need;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.returned;
import static io.enginehub.testkit.SampleRows.running;
import static io.enginehub.testkit.SampleRows.step;
import static io.enginehub.testkit.SampleRows.withDeadline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Check;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ProcessStore} has to do. Extend it, open an empty store, and run it with JUnit.
 *
 * <p>Times are compared in milliseconds; a store may keep finer ones.
 */
public abstract class ProcessStoreContract {
    private static final Need TREE = need("classifier.tree");
    private static final Need BAYES = need("classifier.bayes");
    private static final Need BOTH = need("classifier.tree", "classifier.bayes");

    private ProcessStore store = closed();

    /** Opens an empty store. */
    protected abstract ProcessStore open();

    private static ProcessStore closed() {
        return new ProcessStore() {
            @Override
            public void transact(Reads reads, Function<Rows, Writes> decide) {
                throw new IllegalStateException("the store is not open");
            }

            @Override
            public ProcessHistory history() {
                throw new IllegalStateException("the store is not open");
            }

            @Override
            public void close() {}
        };
    }

    @BeforeEach
    void openStore() {
        store = open();
        write(writes -> writes.put(new PlanRow(PLAN, "{}")));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    // ── helpers ──

    private void write(Consumer<Writes> fill) {
        store.transact(new Reads(), rows -> {
            Writes writes = new Writes();
            fill.accept(writes);
            return writes;
        });
    }

    private <T extends @Nullable Object> T read(Reads reads, Function<Rows, T> look) {
        List<T> seen = new ArrayList<>();
        store.transact(reads, rows -> {
            seen.add(look.apply(rows));
            return new Writes();
        });
        return seen.get(seen.size() - 1);
    }

    private ProcessRow stored(ProcessId process) {
        return store.history().find(process).orElseThrow();
    }

    private void insert(ProcessRow... rows) {
        write(writes -> List.of(rows).forEach(writes::insert));
    }

    private ProcessRow claim(int number, MemberId owner, long claimNumber) {
        ProcessRow row = running(stored(id(number)), owner, claimNumber);
        write(writes -> writes.update(row));
        return row;
    }

    private List<ProcessId> claimable(int limit, Need... needs) {
        return read(
                new Reads().claimable(List.of(needs), limit),
                rows -> rows.claimable().stream().map(ProcessRow::id).toList());
    }

    // ── transactions ──

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
                () -> store.transact(new Reads(), rows -> {
                    throw new IllegalArgumentException("no");
                }));
        insert(pending(1, TREE));
        assertEquals(ProcessStatus.PENDING, stored(id(1)).status());
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertTrue(store.history().find(id(9)).isEmpty());
        assertNull(read(new Reads().process(id(9)), rows -> rows.process(id(9))));
        assertEquals(List.of(), store.history().steps(id(9)));
        assertEquals(Map.of(), store.history().payloads(id(9), Set.of(ProcessHistory.INPUT)));
        assertTrue(store.history().plan(new PlanHash("f00")).isEmpty());
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
        write(writes -> writes.delete(id(1)));
        assertTrue(store.history().find(id(1)).isEmpty());
        assertEquals(List.of(), store.history().steps(id(1)));
        assertEquals(List.of(), store.history().attempts(id(1)));
        assertEquals(List.of(), store.history().logs(id(1), 0, 10));
        assertEquals(List.of(), claimable(10, TREE));
    }

    // ── the queue ──

    @Test
    void offersTheOldestOfTheNeedsThatWereAskedFor() {
        insert(pending(1, BAYES), pending(2, TREE), pending(3, BOTH), pending(4, BAYES), pending(5, TREE));
        assertEquals(List.of(id(2), id(5)), claimable(10, TREE));
        assertEquals(List.of(id(1), id(2), id(4)), claimable(3, TREE, BAYES));
        assertEquals(List.of(), claimable(10, need("other")));
    }

    @Test
    void offersThoseThatWereClaimedBeforeFirst() {
        insert(pending(1, TREE), pending(2, TREE), pending(3, BAYES));
        ProcessRow held = claim(3, OWNER, 1);
        write(writes -> writes.update(returned(held, null)));
        assertEquals(List.of(id(3), id(1)), claimable(2, TREE, BAYES));
    }

    @Test
    void offersNeitherRunningNorWaitingNorEnded() {
        insert(pending(1, TREE), pending(2, TREE), pending(3, TREE));
        claim(1, OWNER, 1);
        ProcessRow second = claim(2, OWNER, 1);
        write(writes -> writes.update(returned(second, new ProcessRow.Waiting(NOON, null))));
        ProcessRow third = claim(3, OWNER, 1);
        write(writes -> writes.update(finished(third, NOON)));
        assertEquals(List.of(), claimable(10, TREE));
    }

    @Test
    void findsWhatAClaimGave() {
        insert(pending(1, TREE), pending(2, TREE), pending(3, TREE));
        claim(1, OWNER, 1);
        claim(2, OWNER, 2);
        MemberId other = new MemberId(OWNER.name(), new UUID(2, 2));
        claim(3, other, 1);
        assertEquals(
                List.of(id(1)),
                read(
                        new Reads().claimed(OWNER, 1),
                        rows -> rows.claimed(OWNER, 1).stream()
                                .map(ProcessRow::id)
                                .toList()));
        assertEquals(
                List.of(id(1), id(2)),
                store.history().owned(OWNER).stream()
                        .map(ProcessRow::id)
                        .sorted()
                        .toList());
    }

    @Test
    void countsWhatIsPending() {
        insert(pending(1, TREE), pending(2, BAYES), pending(3, TREE));
        ProcessRow held = claim(3, OWNER, 1);
        assertEquals(2, read(new Reads().pending(), Rows::pending));
        write(writes -> writes.update(returned(held, new ProcessRow.Waiting(NOON, "classifier.tree"))));
        assertEquals(3, read(new Reads().pending(), Rows::pending));
        List<PendingNeed> pending = store.history().pending();
        assertEquals(3, pending.stream().mapToLong(PendingNeed::count).sum());
        assertTrue(pending.contains(new PendingNeed(TREE, true, "classifier.tree", 1, NOON)), pending.toString());
        assertTrue(pending.contains(new PendingNeed(BAYES, false, null, 1, NOON)), pending.toString());
    }

    @Test
    void countsWhatIsAhead() {
        insert(pending(1, TREE), pending(2, BAYES), pending(3, TREE), pending(4, TREE));
        assertEquals(3, store.history().ahead(stored(id(4)), Set.of(TREE, BAYES)));
        assertEquals(2, store.history().ahead(stored(id(4)), Set.of(TREE)));
        ProcessRow held = claim(4, OWNER, 1);
        write(writes -> writes.update(returned(held, null)));
        assertEquals(0, store.history().ahead(stored(id(4)), Set.of(TREE, BAYES)));
        assertEquals(1, store.history().ahead(stored(id(1)), Set.of(TREE, BAYES)));
    }

    @Test
    void tellsWhatTimeHasBrought() {
        Instant now = read(new Reads(), Rows::now);
        insert(
                withDeadline(pending(1, TREE), now.minusSeconds(5)),
                withDeadline(pending(2, TREE), now.plusSeconds(3600)));
        insert(pending(3, TREE), pending(4, TREE));
        ProcessRow held = claim(3, OWNER, 1);
        write(writes -> writes.update(returned(held, new ProcessRow.Waiting(now.minusSeconds(1), null))));
        MemberId dead = new MemberId("dispatcher-2", new UUID(3, 3));
        MemberId idle = new MemberId("dispatcher-3", new UUID(4, 4));
        write(writes -> {
            writes.put(new SessionRow(dead, SessionState.HELD, now.minusSeconds(1), 1));
            writes.put(new SessionRow(idle, SessionState.HELD, now.minusSeconds(1), 1));
        });
        claim(4, dead, 1);
        ProcessHistory.Look look = store.history().look(10);
        assertEquals(Set.of(id(1), id(3)), Set.copyOf(look.due()));
        assertEquals(List.of(dead), look.expired(), "only a session that owns processes matters");
    }

    // ── steps, payloads, logs ──

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
        assertEquals(List.of(step(id(1), "fit")), store.history().steps(id(1)));
        assertEquals(
                List.of(attempt(id(1), "tree", 1), attempt(id(1), "tree", 2)),
                store.history().attempts(id(1)));
        assertEquals(
                Map.of("fit", bytes, ProcessHistory.INPUT, Payload.ofJson("{\"rows\":[1]}")),
                store.history().payloads(id(1), Set.of("fit", ProcessHistory.INPUT, ProcessHistory.OUTPUT)));
        Reads reads = new Reads().process(id(1));
        assertEquals(Map.of("fit", step(id(1), "fit")), read(reads, rows -> Map.copyOf(rows.steps(id(1)))));
        assertEquals(2, read(reads, rows -> rows.attempts(id(1))).size());
    }

    @Test
    void numbersLogLines() {
        insert(pending(1, TREE));
        write(writes -> writes.insert(new LogRow(id(1), "tree", 1, line("one"))));
        write(writes -> writes.insert(new LogRow(id(1), "tree", 2, line("two"))));
        List<LogLine> all = store.history().logs(id(1), 0, 10);
        assertEquals(List.of("one", "two"), all.stream().map(LogLine::text).toList());
        assertTrue(all.get(0).number() < all.get(1).number());
        assertEquals(
                List.of("two"),
                store.history().logs(id(1), all.get(0).number(), 10).stream()
                        .map(LogLine::text)
                        .toList());
        assertEquals(1, store.history().logs(id(1), 0, 1).size());
    }

    private static StepLines.Line line(String text) {
        return new StepLines.Line(NOON, LogLine.Level.INFO, text);
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
                store.history().checks(TREE));
        assertEquals(List.of(), store.history().checks(BAYES));
    }

    // ── sessions, keys, flows ──

    @Test
    void keepsSessionsOfAName() {
        MemberId other = new MemberId(OWNER.name(), new UUID(2, 2));
        write(writes -> writes.put(new SessionRow(OWNER, SessionState.HELD, NOON, 1)));
        write(writes -> writes.put(new SessionRow(OWNER, SessionState.LOST, NOON, 7)));
        write(writes -> writes.put(new SessionRow(other, SessionState.HELD, NOON, 1)));
        List<SessionRow> sessions = read(new Reads().sessions(OWNER.name()), rows -> rows.sessions(OWNER.name()));
        assertEquals(
                Set.of(
                        new SessionRow(OWNER, SessionState.LOST, NOON, 7),
                        new SessionRow(other, SessionState.HELD, NOON, 1)),
                Set.copyOf(sessions));
    }

    @Test
    void keepsIdempotencyKeys() {
        RequestKey key = new RequestKey("client", "order 17");
        assertNull(read(new Reads().key(key), rows -> rows.key(key)));
        insert(pending(1, TREE));
        KeyRow row = new KeyRow(key, "hash", id(1), NOON.plus(Duration.ofDays(1)));
        write(writes -> writes.put(row));
        assertEquals(row, read(new Reads().key(key), rows -> rows.key(key)));
    }

    @Test
    void keepsVersionsOfFlowsInOrder() {
        FlowRow first = new FlowRow(new FlowVersion("wine", 1), PLAN, NOON, NOON.plusSeconds(1), null);
        FlowRow second = new FlowRow(new FlowVersion("wine", 2), PLAN, NOON.plusSeconds(2), null, null);
        write(writes -> {
            writes.put(second);
            writes.put(first);
        });
        assertEquals(List.of(first, second), read(new Reads().flow("wine"), rows -> rows.flow("wine")));
        assertEquals(List.of(), read(new Reads().flow("iris"), rows -> rows.flow("iris")));
        assertEquals(List.of(first, second), store.history().flows());
    }

    @Test
    void keepsAPlanThatIsWrittenAgain() {
        write(writes -> writes.put(new PlanRow(PLAN, "{}")));
        assertEquals(new PlanRow(PLAN, "{}"), store.history().plan(PLAN).orElseThrow());
    }

    @Test
    void knowsWhetherAVersionIsActive() {
        insert(pending(1, TREE));
        assertTrue(store.history().isActive(FLOW));
        write(writes -> writes.update(finished(running(stored(id(1)), OWNER, 1), NOON)));
        assertFalse(store.history().isActive(FLOW));
    }

    // ── history ──

    @Test
    void listsTheNewestFirstInPages() {
        for (int i = 1; i <= 5; i++) {
            insert(pending(i, TREE));
        }
        write(writes -> writes.update(finished(running(stored(id(4)), OWNER, 1), NOON)));
        Page<ProcessRow> first =
                store.history().list(new ProcessQuery("sample", Set.of(ProcessStatus.PENDING), Map.of(), null, 2));
        assertEquals(
                List.of(id(5), id(3)),
                first.items().stream().map(ProcessRow::id).toList());
        Page<ProcessRow> second = store.history()
                .list(new ProcessQuery("sample", Set.of(ProcessStatus.PENDING), Map.of(), first.next(), 2));
        assertEquals(
                List.of(id(2), id(1)),
                second.items().stream().map(ProcessRow::id).toList());
        assertNull(second.next());
        assertEquals(
                List.of(id(2)),
                store.history().list(new ProcessQuery(null, Set.of(), Map.of("number", "2"), null, 10)).items().stream()
                        .map(ProcessRow::id)
                        .toList());
    }

    @Test
    void namesOutdatedProcessesByAgeAndCount() {
        for (int i = 1; i <= 4; i++) {
            insert(pending(i, TREE));
        }
        for (int i = 1; i <= 3; i++) {
            ProcessRow row = finished(running(stored(id(i)), OWNER, 1), NOON.plusSeconds(i));
            write(writes -> writes.update(row));
        }
        ProcessHistory history = store.history();
        assertEquals(List.of(), history.outdated(NOON, 3, 10));
        assertEquals(List.of(id(1)), history.outdated(NOON, 2, 10));
        assertEquals(List.of(id(1), id(2)), history.outdated(NOON.plusSeconds(3), 3, 10));
        assertEquals(List.of(id(1)), history.outdated(NOON.plusSeconds(3), 3, 1));
    }
}
