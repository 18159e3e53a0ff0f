package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.need;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.returned;
import static io.enginehub.testkit.SampleRows.withDeadline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PendingNeed;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may be claimed, in which order, and what time has brought. */
abstract class QueueContract extends TransactionContract {
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
        update(returned(held, null));
        assertEquals(List.of(id(3), id(1)), claimable(2, TREE, BAYES));
    }

    @Test
    void offersNeitherRunningNorWaitingNorEnded() {
        insert(pending(1, TREE), pending(2, TREE), pending(3, TREE));
        claim(1, OWNER, 1);
        ProcessRow second = claim(2, OWNER, 1);
        update(returned(second, new ProcessRow.Waiting(NOON, null)));
        ProcessRow third = claim(3, OWNER, 1);
        update(finished(third, NOON));
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
                store().history().owned(OWNER).stream()
                        .map(ProcessRow::id)
                        .sorted()
                        .toList());
    }

    @Test
    void countsWhatIsPending() {
        insert(pending(1, TREE), pending(2, BAYES), pending(3, TREE));
        ProcessRow held = claim(3, OWNER, 1);
        assertEquals(2, read(new Reads().pending(), Rows::pending));
        update(returned(held, new ProcessRow.Waiting(NOON, "classifier.tree")));
        assertEquals(3, read(new Reads().pending(), Rows::pending));
        List<PendingNeed> pending = store().history().pending();
        assertEquals(3, pending.stream().mapToLong(PendingNeed::count).sum());
        assertTrue(pending.contains(new PendingNeed(TREE, true, "classifier.tree", 1, NOON)), pending.toString());
        assertTrue(pending.contains(new PendingNeed(BAYES, false, null, 1, NOON)), pending.toString());
    }

    @Test
    void namesTheNeedsOfWhatMayBeClaimed() {
        insert(pending(1, TREE), pending(2, BAYES), pending(3, BOTH));
        ProcessRow tree = claim(1, OWNER, 1);
        ProcessRow bayes = claim(2, OWNER, 1);
        assertEquals(Set.of(BOTH), store().history().look(1).runnable());
        update(returned(tree, null));
        update(returned(bayes, new ProcessRow.Waiting(NOON, null)));
        assertEquals(Set.of(TREE, BOTH), store().history().look(1).runnable());
    }

    @Test
    void countsWhatIsAhead() {
        insert(pending(1, TREE), pending(2, BAYES), pending(3, TREE), pending(4, TREE));
        assertEquals(3, store().history().ahead(stored(id(4)), Set.of(TREE, BAYES)));
        assertEquals(2, store().history().ahead(stored(id(4)), Set.of(TREE)));
        ProcessRow held = claim(4, OWNER, 1);
        update(returned(held, null));
        assertEquals(0, store().history().ahead(stored(id(4)), Set.of(TREE, BAYES)));
        assertEquals(1, store().history().ahead(stored(id(1)), Set.of(TREE, BAYES)));
    }

    @Test
    void tellsWhatTimeHasBrought() {
        Instant now = read(new Reads(), Rows::now);
        insert(
                withDeadline(pending(1, TREE), now.minusSeconds(5)),
                withDeadline(pending(2, TREE), now.plusSeconds(3600)));
        insert(pending(3, TREE), pending(4, TREE));
        ProcessRow held = claim(3, OWNER, 1);
        update(returned(held, new ProcessRow.Waiting(now.minusSeconds(1), null)));
        MemberId dead = new MemberId("dispatcher-2", new UUID(3, 3));
        MemberId idle = new MemberId("dispatcher-3", new UUID(4, 4));
        write(writes -> {
            writes.put(new SessionRow(dead, SessionState.HELD, now.minusSeconds(1), 1));
            writes.put(new SessionRow(idle, SessionState.HELD, now.minusSeconds(1), 1));
        });
        claim(4, dead, 1);
        ProcessHistory.Look look = store().history().look(10);
        assertEquals(Set.of(id(1), id(3)), Set.copyOf(look.due()));
        assertEquals(
                List.of(dead),
                look.expired().stream().map(SessionRow::id).toList(),
                "only a session that owns processes matters");
    }
}
