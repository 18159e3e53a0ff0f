package io.enginehub.core.rules;

import static io.enginehub.core.rules.Books.OTHER;
import static io.enginehub.core.rules.Books.OWNER;
import static io.enginehub.core.rules.Books.claim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepOutcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final Books books = new Books();

    private static List<ProcessId> ids(Claims.Answer answer) {
        return answer.taken().stream().map(taken -> taken.row().id()).toList();
    }

    @Test
    void takesTheOldestAsManyAsThereAreSlots() {
        ProcessId first = books.submit();
        ProcessId second = books.submit();
        ProcessId third = books.submit();
        Claims.Answer answer = books.ask(claim(OWNER, 1, 2));
        assertEquals(SessionState.HELD, answer.session());
        assertEquals(List.of(first, second), ids(answer));
        assertTrue(answer.more());
        assertEquals(ProcessStatus.RUNNING, books.row(first).status());
        assertEquals(1, books.row(first).epoch());
        assertEquals(OWNER, books.row(first).owner());
        assertEquals(ProcessStatus.PENDING, books.row(third).status());
    }

    @Test
    void givesTheSameProcessesForTheSameNumber() {
        ProcessId first = books.submit();
        books.submit();
        Claims.Answer once = books.ask(claim(OWNER, 1, 1));
        Claims.Answer again = books.ask(claim(OWNER, 1, 1));
        assertEquals(once.taken(), again.taken());
        assertEquals(1, books.row(first).epoch());
        assertEquals(
                List.of(),
                ids(books.ask(claim(OWNER, 1, 5))).stream()
                        .filter(id -> !id.equals(first))
                        .toList());
    }

    @Test
    void givesTheSameProcessesForTheSameNumberInOneBatch() {
        books.submit();
        books.submit();
        List<Claims.Answer> both = books.batch(List.of(claim(OWNER, 1, 1), claim(OWNER, 1, 1)));
        assertEquals(ids(both.get(0)), ids(both.get(1)));
        assertEquals(1, ids(both.get(0)).size());
    }

    @Test
    void givesAProcessToOneOfTwoDispatchersInOneBatch() {
        ProcessId only = books.submit();
        List<Claims.Answer> both = books.batch(List.of(claim(OWNER, 1, 1), claim(OTHER, 1, 1)));
        assertEquals(List.of(only), ids(both.get(0)));
        assertEquals(List.of(), ids(both.get(1)));
        assertEquals(OWNER, books.row(only).owner());
    }

    @Test
    void takesWhatComesInItsBatchAfterWhatWaits() {
        ProcessId waits = books.submit();
        Submissions.Submit first = books.submission(null, null, 1000);
        Submissions.Submit second = books.submission(null, null, 1000);
        List<Object> answers = books.batchOfAny(List.of(first, second, claim(OWNER, 1, 2)));
        ProcessId came = ((Submissions.Answer.Accepted) answers.get(0)).id();
        ProcessId late = ((Submissions.Answer.Accepted) answers.get(1)).id();
        Claims.Answer claimed = (Claims.Answer) answers.get(2);
        assertEquals(List.of(waits, came), ids(claimed));
        assertTrue(claimed.more());
        assertEquals(ProcessStatus.RUNNING, books.row(came).status());
        assertEquals(OWNER, books.row(came).owner());
        assertEquals(ProcessStatus.PENDING, books.row(late).status());
        assertEquals(Set.of(waits, came), Set.copyOf(ids(books.ask(claim(OWNER, 1, 2)))));
    }

    @Test
    void takesWhatWasStartedBeforeAheadOfWhatIsOlder() {
        Held started = books.claimed();
        ProcessId older = books.submit();
        Held younger = new Held(books.submit(), 0);
        books.ask(claim(OWNER, 2, 1)); // takes the older one
        books.ask(new Leases.HandBack(OWNER, new Release(started, null)));
        assertEquals(List.of(started.process(), younger.process()), ids(books.ask(claim(OTHER, 1, 5))));
        assertEquals(OWNER, books.row(older).owner());
    }

    @Test
    void tellsWhatIsFinishedAndWhatStillIsNeeded() {
        Held held = books.claimed();
        books.ask(new Records.RecordOutcome(OWNER, new StepOutcome(held, Books.success(held, "a", 1), 0, null, null)));
        books.ask(new Leases.HandBack(OWNER, new Release(held, null)));
        assertEquals(List.of("algorithmB"), books.row(held.process()).need().algorithms());
        Claims.Taken taken = books.ask(claim(OTHER, 1, 1)).taken().get(0);
        assertEquals(Set.of("a"), taken.finished());
        assertEquals(2, taken.row().epoch());
    }

    @Test
    void sendsASuccessorToItsPredecessorFirst() {
        Held held = books.claimed();
        MemberId successor = new MemberId(OWNER.name(), new UUID(9, 9));
        Claims.Answer first = books.ask(claim(successor, 1, 5));
        assertEquals(OWNER, first.predecessor());
        assertEquals(List.of(), first.taken());
        assertTrue(books.ask(new Leases.TakeBack(OWNER, List.of(held.process()), true, 1)));
        assertEquals(List.of(held.process()), ids(books.ask(claim(successor, 1, 5))));
        assertEquals(SessionState.SUPERSEDED, books.ask(claim(OWNER, 2, 5)).session());
    }

    @Test
    void letsASessionBeEndedByWhoNamesItAndByNobodyElse() {
        MemberId first = new MemberId("dispatcher", new UUID(1, 1));
        MemberId second = new MemberId("dispatcher", new UUID(2, 2));
        MemberId third = new MemberId("dispatcher", new UUID(3, 3));
        books.ask(claim(second, 1, 1));
        assertFalse(books.ask(claim(first, 1, 1)).follows()); // a claim that was a minute under way
        assertFalse(books.ask(claim(third, 1, 1, first)).follows());
        assertTrue(books.ask(claim(third, 1, 1, second)).follows());
        assertFalse(books.ask(claim(second, 2, 1, second)).follows());
    }

    @Test
    void letsAnySuccessorFollowOnceTheLeaseHasEnded() {
        books.ask(claim(OWNER, 1, 1));
        books.pass(Books.LEASE);
        assertTrue(books.ask(claim(new MemberId(OWNER.name(), new UUID(9, 9)), 1, 1))
                .follows());
    }

    @Test
    void grantsTheLeaseAnew() {
        Held held = books.claimed();
        books.pass(Books.LEASE.minusMillis(1));
        books.ask(claim(OWNER, 2, 1));
        books.pass(Books.LEASE.minusMillis(1));
        assertFalse(books.ask(new Leases.TakeBack(OWNER, List.of(held.process()), false, 2)));
    }
}
