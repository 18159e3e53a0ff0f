package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.EngineHub;
import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepOutcome;
import io.enginehub.core.rules.Claims;
import io.enginehub.core.rules.Leases;
import io.enginehub.core.rules.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is claimed once more comes with what it has done already: nothing of that is to be done again. */
class TakenUpAgainTest {
    private static final MemberId FIRST = new MemberId("first", UUID.randomUUID());
    private static final MemberId SECOND = new MemberId("second", UUID.randomUUID());

    @TempDir
    Path folder;

    @Test
    void bringsWhatIsDoneOnSqlite() {
        try (JdbcProcessStore store = JdbcProcessStore.open("sqlite:" + folder.resolve("store.db"))) {
            bringsWhatIsDone(new Ruled(store));
        }
    }

    @Test
    void bringsWhatIsDoneOnPostgres() {
        try (HikariDataSource pool = TestPostgres.pool(2);
                JdbcProcessStore store = JdbcProcessStore.using(pool)
                        .tablePrefix(TestPostgres.newPrefix())
                        .open()) {
            bringsWhatIsDone(new Ruled(store));
        }
    }

    @Test
    void runsNothingTwiceAfterARestart() throws Exception {
        AtomicInteger fits = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Algorithm fit = Algorithm.of("fit", String.class, text -> text + fits.incrementAndGet());
        ProcessFlow flow = ProcessFlow.chain("flow", "fit", "score");
        String file = "sqlite:" + folder.resolve("store.db");
        ProcessId id;
        try (JdbcProcessStore store = JdbcProcessStore.open(file);
                EngineHub engine = EngineHub.local()
                        .store(store)
                        .algorithm(fit)
                        .algorithm(Algorithm.of("score", String.class, text -> {
                            begun.countDown();
                            new CountDownLatch(1).await(); // why: until it is interrupted, as the engine closes
                            return text;
                        }))
                        .closePatience(Duration.ZERO)
                        .start()) {
            id = engine.hub().submitAdHoc(flow, Payload.of((Object) "model"), SubmitOptions.none());
            assertTrue(begun.await(1, TimeUnit.MINUTES));
        }
        try (JdbcProcessStore store = JdbcProcessStore.open(file);
                EngineHub engine = EngineHub.local()
                        .store(store)
                        .algorithm(fit)
                        .algorithm(Algorithm.of("score", String.class, text -> text + " scored"))
                        .start()) {
            ProcessResult result = engine.hub().await(id, Duration.ofMinutes(1));
            assertEquals("\"model1 scored\"", result.output().text());
        }
        assertEquals(1, fits.get(), "the first step was finished, and is not run again");
    }

    private static void bringsWhatIsDone(Ruled hub) {
        ProcessId id = Ruled.newId();
        hub.run(Ruled.submit(id));
        hub.run(Ruled.claim(FIRST, 1, 1));
        Held held = new Held(id, 1);
        hub.run(report(held, "done", Payload.ofJson("2"), null));
        hub.run(report(held, "one", null, new Failure(Failure.Kind.ALGORITHM, "one", "no")));
        hub.run(new Leases.HandBack(FIRST, new Release(held, null)));

        Claims.Taken taken = hub.run(Ruled.claim(SECOND, 1, 1)).taken().get(0);

        assertEquals(2, taken.row().epoch());
        assertEquals(Set.of("done"), taken.finished());
        assertEquals(
                List.of("one"),
                taken.attempts().stream()
                        .map(AttemptRow::key)
                        .map(EventKey::step)
                        .toList());
        Claims.Taken again = hub.run(Ruled.claim(SECOND, 1, 1)).taken().get(0);
        assertEquals(taken, again);

        hub.run(Ruled.submit(Ruled.newId()));
        Claims.Answer next = hub.run(Ruled.claim(SECOND, 2, 1));
        List<Claims.Answer> both = hub.run(List.of(Ruled.claim(SECOND, 1, 1), Ruled.claim(SECOND, 2, 1)));
        assertEquals(List.of(taken), both.get(0).taken(), "the first of two claims in one transaction");
        assertEquals(next.taken(), both.get(1).taken());
    }

    private static Records.RecordOutcome report(
            Held held, String step, @Nullable Payload output, @Nullable Failure failure) {
        ResultEvent result = new ResultEvent(
                new EventKey(held.process(), step, 1, 1),
                held.epoch(),
                "agent",
                Duration.ofMillis(1),
                output,
                failure,
                List.of());
        Duration retry = failure == null ? null : Duration.ZERO;
        return new Records.RecordOutcome(FIRST, new StepOutcome(held, result, 0, retry, null));
    }
}
