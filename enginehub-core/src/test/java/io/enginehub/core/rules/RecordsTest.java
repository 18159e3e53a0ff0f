package io.enginehub.core.rules;

import static io.enginehub.core.rules.Books.OTHER;
import static io.enginehub.core.rules.Books.OWNER;
import static io.enginehub.core.rules.Books.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final ProcessEnd END = new ProcessEnd(Payload.of("end"), null);

    private final Books books = new Books();
    private final Held held = books.claimed();

    private Recorded.Kind record(MemberId owner, Held as, ResultEvent result, ProcessEnd end) {
        return books.ask(new Records.RecordOutcome(owner, new StepOutcome(as, result, 0, null, end)));
    }

    private Recorded.Kind record(ResultEvent result, ProcessEnd end) {
        return record(OWNER, held, result, end);
    }

    private static ResultEvent failure(Held held, int attempt) {
        return new ResultEvent(
                new EventKey(held.process(), "a", 1, attempt),
                held.epoch(),
                "agent",
                Duration.ZERO,
                null,
                new Failure(Failure.Kind.ALGORITHM, "a", "no"),
                List.of());
    }

    private Payload stored(String name) {
        return books.store.history().payloads(held.process(), List.of(name)).get(name);
    }

    @Test
    void recordAResultOnceWhateverTheAttempt() {
        assertEquals(Recorded.Kind.APPLIED, record(success(held, "a", 1), null));
        assertEquals(Recorded.Kind.DUPLICATE, record(success(held, "a", 1), null));
        assertEquals(Recorded.Kind.DUPLICATE, record(success(held, "a", 2), null));
        assertEquals(1, books.store.history().steps(held.process()).size());
        assertEquals(Payload.of("a"), stored("a"));
    }

    @Test
    void recordAResultOnceInOneBatch() {
        var outcome = new Records.RecordOutcome(OWNER, new StepOutcome(held, success(held, "a", 1), 0, null, null));
        assertEquals(List.of(Recorded.Kind.APPLIED, Recorded.Kind.DUPLICATE), books.batch(List.of(outcome, outcome)));
    }

    @Test
    void recordAFailureOncePerAttempt() {
        assertEquals(Recorded.Kind.APPLIED, record(failure(held, 1), null));
        assertEquals(Recorded.Kind.DUPLICATE, record(failure(held, 1), null));
        assertEquals(Recorded.Kind.APPLIED, record(failure(held, 2), null));
        assertEquals(2, books.store.history().attempts(held.process()).size());
    }

    @Test
    void endAProcessOnlyWhenAllItsStepsAreThere() {
        assertEquals(Recorded.Kind.INCOMPLETE, record(success(held, "a", 1), END));
        assertEquals(ProcessStatus.RUNNING, books.row(held.process()).status());
        assertEquals(Recorded.Kind.APPLIED, record(success(held, "b", 1), END));
        assertEquals(ProcessStatus.FINISHED, books.row(held.process()).status());
        assertEquals(Payload.of("end"), stored(ProcessHistory.OUTPUT));
        assertEquals(books.now, books.row(held.process()).ended());
    }

    @Test
    void recordNothingOfAnEndThatCameWithADuplicate() {
        record(success(held, "a", 1), null);
        record(success(held, "b", 1), null);
        assertEquals(Recorded.Kind.DUPLICATE, record(success(held, "b", 1), END));
        assertEquals(ProcessStatus.RUNNING, books.row(held.process()).status());
        assertEquals(Recorded.Kind.APPLIED, record(null, END));
        assertEquals(ProcessStatus.FINISHED, books.row(held.process()).status());
    }

    @Test
    void tellAllOfAProcessThatEndsInSilence() {
        record(success(held, "a", 1), null);
        ProcessEnd silent = new ProcessEnd(Payload.of("end"), null, true);
        Ledger ledger = books.ledgerOf(
                new Records.RecordOutcome(OWNER, new StepOutcome(held, success(held, "b", 1), 0, null, silent)));
        Told told = ledger.told(held.process());
        assertEquals(books.row(held.process()), told.row());
        assertEquals(books.steps(held.process()), Set.copyOf(told.steps()));
        assertEquals(Payload.of("end"), told.output());
    }

    @Test
    void endAProcessWithTheFailureThatIsFinal() {
        Failure why = new Failure(Failure.Kind.ALGORITHM, "a", "no");
        assertEquals(Recorded.Kind.APPLIED, record(failure(held, 1), new ProcessEnd(null, why)));
        assertEquals(ProcessStatus.FAILED, books.row(held.process()).status());
        assertEquals(why, books.row(held.process()).failure());
    }

    @Test
    void refuseWhatComesFromSomebodyWhoDoesNotHoldTheProcess() {
        assertEquals(Recorded.Kind.FENCED, record(OTHER, held, success(held, "a", 1), null));
        Held before = new Held(held.process(), held.epoch() - 1);
        assertEquals(Recorded.Kind.FENCED, record(OWNER, before, success(before, "a", 1), null));
        Held none = new Held(new ProcessId(new UUID(0, 0)), 1);
        assertEquals(Recorded.Kind.NO_SUCH, record(OWNER, none, success(none, "a", 1), null));
        assertTrue(books.store.history().steps(held.process()).isEmpty());
    }

    @Test
    void refuseWhatComesAfterTheEnd() {
        books.ask(new Cancellations.Cancel(held.process()));
        assertEquals(Recorded.Kind.TERMINAL, record(success(held, "a", 1), null));
        assertTrue(books.store.history().steps(held.process()).isEmpty());
    }

    @Test
    void refuseWhatWasSentBeforeAnOperatorsRetry() {
        books.ask(new Cancellations.Cancel(held.process()));
        books.ask(new Cancellations.Retry(held.process()));
        assertEquals(Recorded.Kind.FENCED, record(success(held, "a", 1), null));
        assertEquals(2, books.row(held.process()).run());
    }

    @Test
    void addLinesOnlyFromTheOwner() {
        StepLines.Line line = new StepLines.Line(books.now, LogLine.Level.INFO, "text");
        EventKey key = new EventKey(held.process(), "a", 1, 1);
        StepLines lines = new StepLines(key, held.epoch(), List.of(line), null);
        assertFalse(books.ask(new Records.AppendLines(OTHER, lines)));
        assertTrue(books.ask(new Records.AppendLines(OWNER, lines)));
        assertEquals(
                List.of("text"),
                books.store.history().logs(held.process(), 0, 9).stream()
                        .map(LogLine::text)
                        .toList());
    }
}
