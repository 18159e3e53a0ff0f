package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Hub;
import io.enginehub.api.InterruptedWaitException;
import io.enginehub.api.ProcessFailedException;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Retry;
import io.enginehub.api.StillRunningException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ResultTest {
    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(gate)
            .algorithm(Coded.echo("echo"))
            .algorithm(new Coded("broken", (input, step) -> {
                throw new IllegalStateException("no");
            }))
            .start();

    private final Hub hub = engine.hub();

    @Test
    void saysThatTheProcessIsStillRunningWhenThePatienceEnds() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        StillRunningException still =
                assertThrows(StillRunningException.class, () -> hub.await(id, Duration.ofMillis(10)));
        assertTrue(still.getMessage().contains(id.toString()), still.getMessage());
        assertTrue(still.getMessage().contains("It is being handled."), still.getMessage());
        gate.open();
        assertEquals(1, hub.await(id, SOON).output(Integer.class));
        assertEquals(1, hub.await(id, Duration.ZERO).output(Integer.class));
    }

    @Test
    void completesAStageOnAThreadThatNoRoleNeeds() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<ProcessResult> slow = hub.result(id)
                .thenApply(result -> {
                    await(goOn);
                    return result;
                })
                .toCompletableFuture();
        gate.open();
        assertEquals(2, engine.run(one("echo"), 2).output(Integer.class)); // the engine goes on, the stage does not
        assertFalse(slow.isDone());
        goOn.countDown();
        assertEquals(
                ProcessStatus.FINISHED,
                slow.get(SOON.toSeconds(), TimeUnit.SECONDS).process().status());
    }

    @Test
    void letsGoOfAStageThatWasCancelled() {
        ProcessId id = submit(engine, one("gate"), 1);
        WeakReference<CompletableFuture<ProcessResult>> wanted = cancelled(id);
        long end = System.nanoTime() + SOON.toNanos();
        while (!wanted.refersTo(null) && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertTrue(wanted.refersTo(null), "the hub still holds it");
        gate.open();
        assertEquals(1, hub.await(id, SOON).output(Integer.class));
    }

    private WeakReference<CompletableFuture<ProcessResult>> cancelled(ProcessId id) {
        CompletableFuture<ProcessResult> result = hub.result(id).toCompletableFuture();
        assertTrue(result.cancel(false));
        return new WeakReference<>(result);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SOON.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void completesAStageOfAProcessThatHasEndedBefore() throws Exception {
        ProcessId id = engine.run(one("echo"), 3).process().id();
        ProcessResult result = hub.result(id).toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertEquals(3, result.output(Integer.class));
    }

    @Test
    void hasNoOutputOfAProcessThatFailed() {
        ProcessResult result = engine.run(one("broken", p -> p.retry(Retry.NONE)), 1);
        ProcessFailedException failed = assertThrows(ProcessFailedException.class, result::output);
        assertEquals(result.process(), failed.process());
        assertTrue(failed.getMessage().contains("no"), failed.getMessage());
    }

    @Test
    void goesOnWithoutAThreadThatIsInterruptedWhileItWaits() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedWaitException.class, () -> hub.await(id, SOON));
        assertTrue(Thread.interrupted());
        gate.open();
        assertEquals(1, hub.await(id, SOON).output(Integer.class));
    }
}
