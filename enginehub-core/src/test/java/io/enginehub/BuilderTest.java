package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.HubListener;
import io.enginehub.api.NoRoleException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.core.local.InMemoryProcessStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BuilderTest {
    private static String refusal(EngineHub.Builder builder) {
        return assertThrows(IllegalStateException.class, builder::start).getMessage();
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void tellsAllFaultsAtOnce() {
        String text = refusal(EngineHub.named("no good")
                .hub(hub -> hub.maxPending(0).lease(Duration.ofMillis(999)).keepHistory(Duration.ofDays(-1), 1))
                .dispatcher(dispatcher -> dispatcher.slots(0))
                .algorithm(Coded.echo("bad name"))
                .algorithm(Coded.echo("twin"))
                .algorithm(Coded.echo("twin"))
                .algorithm(Coded.echo("idle"), agent -> agent.capacity(0).models(-1)));
        assertContains(
                text,
                "named(…)",
                "'no good'",
                "hub.maxPending",
                "hub.lease",
                "hub.keepHistory",
                "dispatcher.slots",
                "'bad name'",
                "Two agents are called 'twin'",
                "'idle': capacity",
                "'idle': models");
    }

    @Test
    void refusesALeaseAndAnAgeThatAreTooLongToCountWith() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        String text = refusal(EngineHub.local().hub(hub -> hub.lease(forEver).keepHistory(forEver, 1)));
        assertContains(text, "hub.lease must be from PT1S to PT1H", "hub.keepHistory", "PT876000H");
    }

    @Test
    void namesTheRolesThatAreMissing() {
        assertContains(refusal(EngineHub.named("nothing")), "It has no role");
        assertContains(refusal(EngineHub.named("agent").algorithm(Coded.echo("echo"))), "transport(…) and registry(…)");
        assertContains(
                refusal(new Neighbours()
                        .agent("agent")
                        .algorithm(Coded.echo("echo"))
                        .store(new InMemoryProcessStore(Instant::now))
                        .listener(new HubListener() {})),
                "store(…) is for a hub",
                "listener(…) is for a hub");
    }

    @Test
    void givesNoHubWhereThereIsNone() {
        try (EngineHub agent =
                new Neighbours().agent("agent").algorithm(Coded.echo("echo")).start()) {
            NoRoleException refused = assertThrows(NoRoleException.class, agent::hub);
            assertContains(refused.getMessage(), "hub(…)");
            assertThrows(NoRoleException.class, () -> agent.run("flow", 1));
        }
    }

    @Test
    void letsTwoAgentsHaveTheSameAlgorithmUnderTwoNames() {
        try (EngineHub engine = Engines.local()
                .algorithm(Coded.echo("echo"))
                .algorithm(Coded.echo("echo"), agent -> agent.name("second"))
                .start()) {
            assertEquals(1, engine.run(one("echo"), 1).output(Integer.class));
        }
    }

    @Test
    void doesNotCloseWhatItWasGiven() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InMemoryProcessStore memory = new InMemoryProcessStore(Instant::now);
        WatchedParts parts = new WatchedParts(memory, () -> closed.set(true));
        ExecutorService executor = Executors.newFixedThreadPool(2);
        ProcessId id;
        try (EngineHub engine = Engines.local()
                .store(parts.store())
                .transport(parts.transport())
                .registry(parts.registry())
                .algorithm(Coded.echo("echo"), agent -> agent.executor(executor))
                .start()) {
            id = engine.run(one("echo"), 1).process().id();
        }
        assertFalse(closed.get());
        assertEquals(2, executor.submit(() -> 2).get());
        executor.shutdown();
        assertEquals(
                ProcessStatus.FINISHED, memory.history().find(id).orElseThrow().status());
        assertEquals(
                "local",
                parts.transport()
                        .serve(new Endpoints(null, null, null, Map.of()))
                        .getScheme());
    }

    @Test
    void runsHandlersAndLoadsOnTheExecutorThatItWasGiven() {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "the host's own"));
        try (EngineHub engine = Engines.local()
                .algorithm(
                        new Coded(
                                "where",
                                (input, step) ->
                                        Payload.of(Thread.currentThread().getName())),
                        agent -> agent.executor(executor))
                .start()) {
            assertEquals("the host's own", engine.run(one("where"), 1).output(String.class));
        }
        executor.shutdown();
    }

    @Test
    void failsTheStepWhenTheExecutorThatItWasGivenTakesNoMore() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        AtomicBoolean refusing = new AtomicBoolean();
        Executor fills = task -> (refusing.get() ? full : (Executor) Runnable::run).execute(task);
        try (EngineHub engine = Engines.local()
                .algorithm(Coded.echo("full"), agent -> agent.executor(full))
                .algorithm(Coded.echo("fills"), agent -> agent.executor(fills))
                .start()) {
            Failure loading = engine.run(one("full"), 1).process().failure();
            assertEquals(Failure.Kind.MODEL, loading.kind());
            assertContains(loading.message(), "executor takes no more tasks", "full");
            engine.hub().deploy(one("fills"), SOON);
            refusing.set(true);
            Failure handling = engine.run(one("fills", p -> p.retry(Retry.NONE)), 1)
                    .process()
                    .failure();
            assertContains(handling.message(), "executor takes no more tasks", "full");
        }
    }

    @Test
    void closesItsModelsAlsoWhenTheExecutorThatItWasGivenWasShutDownBefore() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        SlowLoader loader = new SlowLoader("loader");
        try (EngineHub engine = Engines.local()
                .algorithm(loader, agent -> agent.executor(executor))
                .start()) {
            engine.hub().deploy(one("loader", p -> p.model(Map.of("says", "served"))), SOON);
            executor.shutdown();
        }
        assertEquals(1, loader.closed("served"));
    }
}
