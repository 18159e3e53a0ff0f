package io.enginehub.core.rules;

import static io.enginehub.core.rules.Books.LEASE;
import static io.enginehub.core.rules.Books.OTHER;
import static io.enginehub.core.rules.Books.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.SessionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private final Books books = new Books();
    private final Held held = books.claimed();

    private boolean takeBack(boolean successor) {
        return books.ask(new Leases.TakeBack(OWNER, List.of(held.process()), successor, 1));
    }

    @Test
    void areExtendedByARenewal() {
        books.pass(LEASE.minusMillis(1));
        assertEquals(SessionState.HELD, books.ask(new Leases.Renew(OWNER, LEASE)));
        books.pass(LEASE.minusMillis(1));
        assertFalse(takeBack(false));
        assertEquals(ProcessStatus.RUNNING, books.row(held.process()).status());
    }

    @Test
    void giveTheProcessesBackWhenTheyHaveEndedAndNeverLiveAgain() {
        books.pass(LEASE);
        assertTrue(takeBack(false));
        ProcessRow row = books.row(held.process());
        assertEquals(ProcessStatus.PENDING, row.status());
        assertEquals(held.epoch() + 1, row.epoch());
        assertTrue(row.isRunnable());
        assertEquals(SessionState.LOST, books.ask(new Leases.Renew(OWNER, LEASE)));
        assertFalse(takeBack(false));
        assertEquals(SessionState.LOST, books.ask(Books.claim(OWNER, 9, 1)).session());
    }

    @Test
    void needNotEndForASuccessor() {
        assertTrue(takeBack(true));
        assertEquals(ProcessStatus.PENDING, books.row(held.process()).status());
        assertEquals(SessionState.SUPERSEDED, books.ask(new Leases.Renew(OWNER, LEASE)));
    }

    @Test
    void areNotTakenWithProcessesThatNobodyLookedAt() {
        books.pass(LEASE);
        books.ask(Books.claim(OWNER, 2, 1));
        books.pass(LEASE);
        assertFalse(takeBack(false)); // it knew of claim 1 alone
    }

    @Test
    void areNotThereForWhoNeverClaimed() {
        assertEquals(SessionState.LOST, books.ask(new Leases.Renew(OTHER, LEASE)));
    }

    @Test
    void letGoOfAProcessThatIsHandedBack() {
        assertFalse(books.ask(new Leases.HandBack(OTHER, new Release(held, null))));
        assertTrue(books.ask(new Leases.HandBack(OWNER, new Release(held, null))));
        ProcessRow row = books.row(held.process());
        assertTrue(row.isRunnable());
        assertNull(row.owner());
        assertFalse(books.ask(new Leases.HandBack(OWNER, new Release(held, null))));
    }

    @Test
    void keepAProcessFromBeingClaimedUntilItsWaitIsOver() {
        Release.WaitFor busy = new Release.WaitFor(Duration.ofSeconds(3), "algorithmA");
        books.ask(new Leases.HandBack(OWNER, new Release(held, busy)));
        assertEquals(
                new ProcessRow.Waiting(books.now.plusSeconds(3), "algorithmA"),
                books.row(held.process()).waiting());
        assertEquals(List.of(), books.ask(Books.claim(OTHER, 1, 1)).taken());
        assertFalse(books.ask(new Cancellations.Due(held.process())).moved());
        books.pass(Duration.ofSeconds(3));
        assertTrue(books.ask(new Cancellations.Due(held.process())).moved());
        assertEquals(1, books.ask(Books.claim(OTHER, 2, 1)).taken().size());
    }
}
