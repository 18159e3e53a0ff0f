package io.enginehub.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.rules.Submissions.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private final Books books = new Books();

    private static Submissions.Once once(String request) {
        return new Submissions.Once(new RequestKey("client", "key"), request, Duration.ofHours(24));
    }

    private static PlanRow plan(String content) {
        return new PlanRow(new PlanHash(content), content);
    }

    private long processes() {
        return books.store.history().list(ProcessQuery.all()).items().size();
    }

    @Test
    void areAcceptedOncePerKeyAlsoInOneBatch() {
        List<Answer> answers = books.batch(List.of(
                books.submission(once("r"), null, 10),
                books.submission(once("r"), null, 10),
                books.submission(once("other"), null, 10)));
        ProcessId id = ((Answer.Accepted) answers.get(0)).id();
        assertEquals(List.of(new Answer.Accepted(id), new Answer.Accepted(id), new Answer.Conflict(id)), answers);
        assertEquals(answers.get(0), books.ask(books.submission(once("r"), null, 10)));
        assertEquals(1, processes());
    }

    @Test
    void forgetAKeyAfterADay() {
        books.ask(books.submission(once("r"), null, 10));
        books.pass(Duration.ofHours(24));
        assertTrue(books.ask(books.submission(once("other"), null, 10)) instanceof Answer.Accepted);
        assertEquals(2, processes());
    }

    @Test
    void areAcceptedOnceWhenTheSameBatchIsRunAgain() {
        Submissions.Submit submit = books.submission(null, null, 10);
        assertEquals(books.ask(submit), books.ask(submit));
        assertEquals(1, processes());
    }

    @Test
    void areRefusedWhenTheQueueIsFullAlsoInTheMiddleOfABatch() {
        List<Answer> answers = books.batch(List.of(
                books.submission(null, null, 2), books.submission(null, null, 2), books.submission(null, null, 2)));
        assertEquals(new Answer.Full(2), answers.get(2));
        assertEquals(2, processes());
        books.ask(Books.claim(Books.OWNER, 1, 1));
        assertTrue(books.ask(books.submission(null, null, 2)) instanceof Answer.Accepted);
    }

    private Submissions.SubmitAll list(long maxPending, Submissions.@Nullable Once... keys) {
        List<Submissions.Submit> submits = new ArrayList<>();
        for (Submissions.Once key : keys) {
            submits.add(books.submission(key, null, maxPending));
        }
        return new Submissions.SubmitAll(submits, () -> maxPending);
    }

    private static Submissions.Once once(int place, String request) {
        return new Submissions.Once(new RequestKey("client[" + place + "]", "key"), request, Duration.ofHours(24));
    }

    @Test
    void ofManyAreAcceptedTogetherOrNotAtAll() {
        assertEquals(new Answer.Full(0), books.ask(list(2, null, null, null)));
        assertEquals(0, processes());
        Answer.AllAccepted all = (Answer.AllAccepted) books.ask(list(3, null, null, null));
        assertEquals(3, Set.copyOf(all.ids()).size());
        assertEquals(3, processes());
    }

    @Test
    void ofManyAreTheSameUnderTheSameKeyAndNoneUnderAnothersKey() {
        Answer first = books.ask(list(2, once(0, "a"), once(1, "b")));
        assertEquals(first, books.ask(list(2, once(0, "a"), once(1, "b"))));
        ProcessId second = ((Answer.AllAccepted) first).ids().get(1);
        assertEquals(new Answer.Conflict(second), books.ask(list(9, null, once(1, "c"))));
        assertEquals(2, processes());
    }

    @Test
    void ofManyAreAcceptedOnceWhenTheSameBatchIsRunAgain() {
        Submissions.SubmitAll list = list(2, null, null);
        assertEquals(books.ask(list), books.ask(list));
        assertEquals(2, processes());
    }

    @Test
    void ofManyAreStillAcceptedWhenFewerMayWaitByNow() {
        Answer first = books.ask(list(2, once(0, "a"), once(1, "b")));
        assertEquals(first, books.ask(list(1, once(0, "a"), once(1, "b"))));
        assertEquals(new Answer.Full(2), books.ask(list(1, once(0, "a"), once(2, "c"))));
    }

    @Test
    void timeOutAtTheirDeadlineAndNotBefore() {
        ProcessId id = ((Answer.Accepted) books.ask(books.submission(null, Duration.ofSeconds(3), 10))).id();
        books.pass(Duration.ofMillis(2999));
        assertFalse(books.ask(new Cancellations.Due(id)).moved());
        books.pass(Duration.ofMillis(1));
        assertTrue(books.ask(new Cancellations.Due(id)).moved());
        assertEquals(ProcessStatus.TIMED_OUT, books.row(id).status());
    }

    @Test
    void runTheNewestVersionThatIsLive() {
        assertEquals(new Answer.NoFlow(), books.ask(deployed()));
        books.ask(new FlowVersions.Deploy("served", plan("one")));
        assertEquals(new Answer.NoFlow(), books.ask(deployed()));
        books.ask(new FlowVersions.MarkReady(new FlowVersion("served", 1)));
        books.ask(new FlowVersions.Deploy("served", plan("two")));
        assertEquals(new FlowVersion("served", 1), version(books.ask(deployed())));
        books.ask(new FlowVersions.MarkReady(new FlowVersion("served", 2)));
        assertEquals(new FlowVersion("served", 2), version(books.ask(deployed())));
        assertTrue(books.ask(new FlowVersions.Undeploy("served", Integer.MAX_VALUE)));
        assertEquals(new Answer.NoFlow(), books.ask(deployed()));
        assertFalse(books.ask(new FlowVersions.Undeploy("served", Integer.MAX_VALUE)));
    }

    private FlowVersion version(Answer answer) {
        return books.row(((Answer.Accepted) answer).id()).head().flow();
    }

    private int ids;

    private Submissions.Submit deployed() {
        return new Submissions.Submit(
                new ProcessId(new UUID(8, ++ids)),
                new Submissions.What.Deployed("served"),
                Payload.NULL,
                Map.of(),
                null,
                null,
                () -> 10);
    }

    @Test
    void findVersionsInOrderAfterAnOlderOneHasBecomeReadyInTheSameBatch() {
        books.ask(new FlowVersions.Deploy("served", plan("one")));
        books.ask(new FlowVersions.Deploy("served", plan("two")));
        List<Operation<?>> batch = List.of(
                new FlowVersions.MarkReady(new FlowVersion("served", 1)),
                new FlowVersions.Deploy("served", plan("three")));
        books.batchOfAny(batch);
        assertEquals(
                List.of("one", "two", "three"),
                books.store.history().flows().stream()
                        .map(FlowRow::plan)
                        .map(PlanHash::hex)
                        .toList());
    }
}
