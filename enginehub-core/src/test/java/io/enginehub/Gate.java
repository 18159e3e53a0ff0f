package io.enginehub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An algorithm whose handlers stand still until the test lets them through; then they give their input back. */
final class Gate implements Algorithm {
    private static final int ALL = 1_000_000;

    private final String name;
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private final List<String> inputs = new CopyOnWriteArrayList<>();

    Gate(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) {
        return (input, step) -> {
            inputs.add(input.text());
            entered.release();
            passes.acquire();
            return input;
        };
    }

    /** Waits until so many more handlers stand at the gate, or have gone through it. */
    void awaitEntered(int handlers) throws InterruptedException {
        assertTrue(entered.tryAcquire(handlers, Engines.SOON.toSeconds(), TimeUnit.SECONDS), "nobody came to the gate");
    }

    void letThrough(int handlers) {
        passes.release(handlers);
    }

    /** Stands nobody still any more. */
    void open() {
        passes.release(ALL);
    }

    /** What came to the gate, in order. */
    List<String> inputs() {
        return inputs;
    }
}
