package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.FLOW;
import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.PLAN;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Check;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that are of no more use. */
abstract class PruneContract extends PagingContract {
    private static final Instant LATER = NOON.plusSeconds(1);

    private void prune(Prune.Kind kind, Instant before) {
        write(writes -> writes.prune(new Prune(kind, before, 100)));
    }

    private static RequestKey key(int number) {
        return new RequestKey("client", "order " + number);
    }

    private static KeyRow expiring(int number, Instant at) {
        return new KeyRow(key(number), "hash", id(1), at);
    }

    private long keys() {
        Reads reads = new Reads();
        IntStream.range(0, 5).forEach(number -> reads.key(key(number)));
        return read(
                reads,
                rows -> IntStream.range(0, 5)
                        .filter(number -> rows.key(key(number)) != null)
                        .count());
    }

    @Test
    void forgetsKeysThatExpiredBefore() {
        write(writes -> writes.put(expiring(1, NOON)));
        write(writes -> writes.put(expiring(2, LATER)));
        prune(Prune.Kind.KEY, NOON);
        assertEquals(2, keys());
        prune(Prune.Kind.KEY, LATER);
        assertEquals(1, keys());
        assertEquals(expiring(2, LATER), read(new Reads().key(key(2)), rows -> rows.key(key(2))));
    }

    @Test
    void forgetsNoMoreAtOnceThanItIsTold() {
        for (int number = 0; number < 5; number++) {
            KeyRow row = expiring(number, NOON.plusMillis(number));
            write(writes -> writes.put(row));
        }
        write(writes -> writes.prune(new Prune(Prune.Kind.KEY, LATER, 3)));
        assertEquals(2, keys());
        write(writes -> writes.prune(new Prune(Prune.Kind.KEY, LATER, 3)));
        assertEquals(0, keys());
    }

    @Test
    void forgetsWhatIsOldAfterAllElseThatIsWritten() {
        write(writes -> writes.put(expiring(1, NOON)));
        write(writes -> {
            writes.prune(new Prune(Prune.Kind.KEY, LATER, 100));
            writes.put(expiring(2, NOON));
            writes.put(expiring(1, LATER));
        });
        assertEquals(expiring(1, LATER), read(new Reads().key(key(1)), rows -> rows.key(key(1))));
        assertEquals(1, keys());
    }

    private Set<MemberId> sessions() {
        List<SessionRow> rows = read(new Reads().sessions(OWNER.name()), (Rows all) -> all.sessions(OWNER.name()));
        return Set.copyOf(rows.stream().map(SessionRow::id).toList());
    }

    @Test
    void forgetsSessionsThatEndedBeforeAndOwnNoProcess() {
        MemberId lost = new MemberId(OWNER.name(), new UUID(2, 2));
        MemberId later = new MemberId(OWNER.name(), new UUID(3, 3));
        write(writes -> writes.put(new SessionRow(OWNER, SessionState.HELD, NOON, 1)));
        write(writes -> writes.put(new SessionRow(lost, SessionState.LOST, NOON, 1)));
        write(writes -> writes.put(new SessionRow(later, SessionState.SUPERSEDED, LATER, 1)));
        insert(pending(1, TREE));
        claim(1, OWNER, 1);
        prune(Prune.Kind.SESSION, NOON);
        assertEquals(Set.of(OWNER, lost, later), sessions());
        prune(Prune.Kind.SESSION, LATER);
        assertEquals(Set.of(OWNER, later), sessions());
        update(finished(stored(id(1)), NOON));
        prune(Prune.Kind.SESSION, LATER);
        assertEquals(Set.of(later), sessions());
    }

    @Test
    void forgetsChecksThatNobodyHasAddedToSince() {
        CheckRow old = new CheckRow(TREE, "dispatcher-1", Check.Verdict.NO_SLOT, "", 1, NOON, NOON);
        CheckRow other = new CheckRow(TREE, "dispatcher-2", Check.Verdict.NO_SLOT, "", 1, NOON, NOON);
        CheckRow again = new CheckRow(TREE, "dispatcher-2", Check.Verdict.NO_SLOT, "", 1, LATER, LATER);
        write(writes -> {
            writes.add(old);
            writes.add(other);
        });
        write(writes -> writes.add(again));
        prune(Prune.Kind.CHECK, LATER);
        assertEquals(
                List.of(new CheckRow(TREE, "dispatcher-2", Check.Verdict.NO_SLOT, "", 2, NOON, LATER)),
                store().history().checks(TREE));
    }

    private boolean isPlanThereAfterPruning() {
        Instant now = read(new Reads(), Rows::now);
        prune(Prune.Kind.PLAN, now.plus(Duration.ofDays(1)));
        return store().history().plan(PLAN).isPresent();
    }

    @Test
    void forgetsAPlanThatNothingHas() {
        assertFalse(isPlanThereAfterPruning());
    }

    @Test
    void keepsAPlanAsLongAsAProcessHasIt() {
        insert(pending(1, TREE));
        assertTrue(isPlanThereAfterPruning());
        update(finished(stored(id(1)), NOON));
        assertTrue(isPlanThereAfterPruning());
        store().transact(new Reads().process(id(1)), rows -> {
            Writes writes = new Writes();
            writes.delete(id(1));
            return writes;
        });
        assertFalse(isPlanThereAfterPruning());
    }

    @Test
    void keepsAPlanThatAFlowHas() {
        write(writes -> writes.put(new FlowRow(FLOW, PLAN, NOON, NOON, NOON)));
        assertTrue(isPlanThereAfterPruning());
    }
}
