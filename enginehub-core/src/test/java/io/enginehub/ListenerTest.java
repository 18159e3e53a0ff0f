package io.enginehub;

import static io.enginehub.Engines.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.HubListener;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.Retry;
import io.enginehub.api.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final Retry AT_ONCE = new Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    /** Writes down what it hears. */
    private static final class Notes implements HubListener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        /** All but PENDING, of which nothing is heard when a claim waited for the process as it came. */
        List<String> heard() {
            return heard.stream().filter(change -> !change.equals("PENDING")).toList();
        }

        @Override
        public void changed(ProcessInstance process) {
            heard.add(process.status().name());
        }

        @Override
        public void changed(ProcessId process, String processor, StepStatus status) {
            heard.add(processor + " " + status);
        }
    }

    private static EngineHub.Builder engine() {
        return Engines.local().algorithm(Coded.echo("echo")).algorithm(new Coded("flaky", (input, step) -> {
            if (step.attempt() == 1) {
                throw new IllegalStateException("not yet");
            }
            return input;
        }));
    }

    private static ProcessFlow flow() {
        return ProcessFlow.builder("heard")
                .processor("first", "echo")
                .processor("second", "flaky", p -> p.input("first").retry(AT_ONCE))
                .build();
    }

    @Test
    void hearsWhatWasCommittedInOrder() {
        Notes notes = new Notes();
        try (EngineHub engine = engine().listener(notes).start()) {
            engine.run(flow(), 1);
            eventually(() -> assertEquals(
                    List.of("RUNNING", "first FINISHED", "second RETRYING", "second FINISHED", "FINISHED"),
                    notes.heard()));
        }
    }

    @Test
    void hearsHowLongAStepTookAndOfEachBatch() {
        Set<String> steps = ConcurrentHashMap.newKeySet();
        AtomicInteger batches = new AtomicInteger();
        HubListener timed = new HubListener() {
            @Override
            public void changed(ProcessId process, String processor, StepStatus status, Duration took) {
                steps.add(processor + " " + status + (took.isNegative() ? " before it began" : ""));
            }

            @Override
            public void committed() {
                batches.incrementAndGet();
            }
        };
        try (EngineHub engine = engine().listener(timed).start()) {
            engine.run(flow(), 1);
            eventually(() -> assertEquals(Set.of("first FINISHED", "second RETRYING", "second FINISHED"), steps));
            // why at least three: submit (with the claim if one waited), and the outcomes of two steps in turn
            eventually(() -> assertTrue(batches.get() >= 3));
        }
    }

    @Test
    void isNotHarmedByAnotherListenerThatThrows() {
        Notes notes = new Notes();
        HubListener broken = new HubListener() {
            @Override
            public void changed(ProcessInstance process) {
                throw new IllegalStateException("a bug of the host");
            }
        };
        try (EngineHub engine = engine().listener(broken).listener(notes).start()) {
            assertEquals(1, engine.run(flow(), 1).output(Integer.class));
            eventually(() -> assertEquals(5, notes.heard().size()));
        }
    }

    @Test
    void doesNotHoldTheEngineUp() {
        CountDownLatch goOn = new CountDownLatch(1);
        HubListener slow = new HubListener() {
            @Override
            public void changed(ProcessInstance process) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (EngineHub engine = engine().listener(slow).start()) {
            assertEquals(1, engine.run(flow(), 1).output(Integer.class));
            goOn.countDown();
        }
    }
}
