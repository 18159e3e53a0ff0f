package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.InputException;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.StepContext;
import io.enginehub.api.TypedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FakeStepTest {
    record Factor(int value) {}

    /** An algorithm that is nothing but this. */
    private interface Body extends Algorithm {
        Payload apply(Payload model, Payload input, StepContext step) throws Exception;

        @Override
        default String name() {
            return "test.body";
        }

        @Override
        default Model load(Payload model) {
            return (input, step) -> apply(model, input, step);
        }
    }

    private static final Body ECHO = (model, input, step) -> input;

    private final FakeStep step = new FakeStep();

    private void run(Body body) throws Exception {
        step.run(body, null);
    }

    @Test
    void handlesAnInputByAModelAndClosesTheModel() throws Exception {
        List<String> closed = new ArrayList<>();
        Algorithm times =
                Algorithm.of("times", Factor.class, Integer.class, factor -> new TypedModel<Integer, Integer>() {
                    @Override
                    public Integer apply(Integer number, StepContext step) {
                        return number * factor.value();
                    }

                    @Override
                    public void close() {
                        closed.add("factor " + factor.value());
                    }
                });
        assertEquals(Payload.ofJson("6"), step.run(times, new Factor(2), 3));
        assertEquals(Payload.ofJson("12"), step.run(times, Map.of("value", 4), Payload.ofJson("3")));
        assertEquals(List.of("factor 2", "factor 4"), closed);
        assertThrows(InputException.class, () -> step.run(times, new Factor(8), "three"));
        assertEquals(List.of("factor 2", "factor 4", "factor 8"), closed);
    }

    @Test
    void givesAnEmptyModelWhereThereIsNone() throws Exception {
        Body model = (given, input, said) -> given;
        assertEquals(Payload.EMPTY_OBJECT, step.run(model, "input"));
        assertEquals(Payload.NULL, step.run(ECHO, null));
    }

    @Test
    void refusesJsonThatIsBrokenAndAnOutputThatIsNull() {
        Payload broken = Payload.ofText(Payload.JSON, "{");
        Body deaf = (model, input, said) -> Payload.NULL;
        assertThrows(PayloadException.class, () -> step.run(deaf, broken));
        assertThrows(PayloadException.class, () -> step.run(deaf, broken, 1));
        assertThrows(PayloadException.class, () -> run((model, input, said) -> broken));
        assertEquals(
                "The algorithm returned null instead of a payload.",
                assertThrows(NullPointerException.class, () -> run((model, input, said) -> null))
                        .getMessage());
    }

    @Test
    void keepsWhatTheAlgorithmSays() throws Exception {
        run((model, input, said) -> {
            said.log("one");
            said.warn("two");
            said.log("three");
            said.progress(0.5);
            said.progress(1);
            return input;
        });
        assertEquals(List.of("one", "three"), step.logged());
        assertEquals(List.of("two"), step.warnings());
        assertEquals(List.of(0.5, 1.0), step.progress());
    }

    @Test
    void isWhatItIsSetTo() {
        assertEquals("process/step", step.key());
        assertEquals(1, step.attempt());
        assertEquals(Instant.MAX, step.deadline());
        assertEquals(3, step.onAttempt(3).attempt());
        assertEquals(Instant.EPOCH, step.until(Instant.EPOCH).deadline());
    }

    @Test
    void mayBeCancelledBeforeItBegins() throws Exception {
        step.cancel();
        run((model, input, said) -> {
            assertTrue(said.isCancelled());
            return input;
        });
    }

    @Test
    void isCancelledWhenTheAlgorithmIsSoFar() {
        step.cancelAt(0.5);
        assertThrows(
                InterruptedException.class,
                () -> run((model, input, said) -> {
                    for (int i = 1; i <= 4; i++) {
                        said.progress(i / 4.0);
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                    }
                    return input;
                }));
        assertEquals(List.of(0.25, 0.5), step.progress());
        assertTrue(step.isCancelled());
    }

    @Test
    void leavesTheThreadUninterrupted() throws Exception {
        step.cancelAt(1);
        run((model, input, said) -> {
            said.progress(1);
            return input;
        });
        assertFalse(Thread.currentThread().isInterrupted());
        step.cancel();
        assertFalse(Thread.currentThread().isInterrupted(), "nothing is handled any more");
    }

    @Test
    @Timeout(60)
    void interruptsAnAlgorithmThatWaits() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<Payload> task = new FutureTask<>(() -> step.run(
                (Body) (model, input, said) -> {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                    return input;
                },
                null));
        Thread thread = new Thread(task, "handling");
        thread.setDaemon(true); // why: one that is not interrupted must not keep the JVM
        thread.start();
        waiting.await();
        step.cancel();
        assertInstanceOf(
                InterruptedException.class,
                assertThrows(ExecutionException.class, task::get).getCause());
    }
}
