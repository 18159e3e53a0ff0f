package io.enginehub.cluster;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.Hub;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Applications that submit to a deployed flow, one input after the other, each under its own idempotency key, and await what
 * comes of it; whatever happens to hubs, they go on. They keep the ledger of what they were told.
 */
final class Applications {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Hub hub;
    private final IntFunction<String> flows;
    private final UnaryOperator<String> expected;
    private final Map<String, ProcessId> accepted = new ConcurrentHashMap<>();
    private final Map<ProcessId, ProcessStatus> ended = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Applications(Hub hub, IntFunction<String> flows, UnaryOperator<String> expected) {
        this.hub = hub;
        this.flows = flows;
        this.expected = expected;
    }

    /** @param expected the output that belongs to an input */
    static Applications start(Hub hub, String flow, UnaryOperator<String> expected, int count) {
        return start(hub, application -> flow, expected, count);
    }

    /**
     * The same, each with a flow of its own.
     *
     * @param flows the flow of an application, which its keys begin with: {@code 3-…}
     */
    static Applications start(Hub hub, IntFunction<String> flows, UnaryOperator<String> expected, int count) {
        Applications all = new Applications(hub, flows, expected);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> all.run(number), "application-" + i);
            thread.setDaemon(true);
            all.threads.add(thread);
            thread.start();
        }
        return all;
    }

    private void run(int application) {
        for (int i = 0; stopped.getCount() > 0; i++) {
            String key = application + "-" + i;
            long begun = System.nanoTime();
            ProcessId id = submit(flows.apply(application), key);
            accepted.put(key, id);
            ProcessResult result = await(id);
            ended.put(id, result.process().status());
            nanos.add(System.nanoTime() - begun);
            check(key, result);
        }
    }

    private void check(String key, ProcessResult result) {
        ProcessStatus status = result.process().status();
        if (status != ProcessStatus.FINISHED) {
            wrong.add(key + " is " + status + ": " + result.process().failure());
        } else if (!expected.apply(key).equals(result.output(String.class))) {
            wrong.add(key + " became " + result.output(String.class));
        }
    }

    /** Submits until it is accepted, under the same key. */
    private ProcessId submit(String flow, String key) {
        while (true) {
            try {
                return hub.submit(flow, Payload.of((Object) key), SubmitOptions.key(key));
            } catch (EngineHubException e) {
                failed();
            }
        }
    }

    private ProcessResult await(ProcessId id) {
        while (true) {
            try {
                return hub.await(id, PATIENCE);
            } catch (StillRunningException e) {
                // why nothing: it goes on, and is asked for again
            } catch (EngineHubException e) {
                failed();
            }
        }
    }

    private void failed() {
        errors.incrementAndGet();
        try {
            boolean unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many processes have ended. */
    int count() {
        return ended.size();
    }

    /** How many calls were answered with an error, or not at all. */
    int errors() {
        return errors.get();
    }

    /** Times from submit to result, sorted, and forgotten then. */
    long[] takeNanos() {
        List<Long> taken = new ArrayList<>();
        for (Long next = nanos.poll(); next != null; next = nanos.poll()) {
            taken.add(next);
        }
        return taken.stream().mapToLong(each -> each).sorted().toArray();
    }

    /** Lets each application end what it has begun. */
    void stop(Duration patience) throws InterruptedException {
        stopped.countDown();
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                wrong.add(thread.getName() + " still waits");
            }
        }
    }

    /** Adds a process of the test's own to the ledger, with the end that it was told of. */
    void accepted(String key, ProcessId id, ProcessStatus status) {
        accepted.put(key, id);
        ended.put(id, status);
    }

    /** What was accepted, by key. */
    Map<String, ProcessId> accepted() {
        return Map.copyOf(accepted);
    }

    Map<ProcessId, ProcessStatus> ended() {
        return Map.copyOf(ended);
    }

    /** Processes that did not end as they should. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
