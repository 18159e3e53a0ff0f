package io.enginehub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An algorithm that says what its model {@code {"says": …}} holds, and whose loads a test can stop and make fail. */
final class SlowLoader implements Algorithm {
    private final String name;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> loading = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    SlowLoader(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) throws Exception {
        String says = model.at("/says").as(String.class);
        events.add("load " + says);
        begun(says).countDown();
        CountDownLatch block = blocked.get(says);
        if (block != null) {
            block.await();
        }
        if (failing.contains(says)) {
            throw new IllegalArgumentException("the weights of " + says + " are corrupt");
        }
        return new Model() {
            @Override
            public Payload apply(Payload input, StepContext step) {
                events.add("apply " + says);
                return Payload.of(says);
            }

            @Override
            public void close() {
                events.add("close " + says);
            }
        };
    }

    private CountDownLatch begun(String says) {
        return loading.computeIfAbsent(says, s -> new CountDownLatch(1));
    }

    void awaitLoading(String says) throws InterruptedException {
        assertTrue(begun(says).await(Engines.SOON.toSeconds(), TimeUnit.SECONDS), "nobody loads " + says);
    }

    void block(String says) {
        blocked.put(says, new CountDownLatch(1));
    }

    void unblock(String says) {
        blocked.get(says).countDown();
    }

    void fail(String says) {
        failing.add(says);
    }

    void heal(String says) {
        failing.remove(says);
    }

    List<String> events() {
        return events;
    }

    long loads(String says) {
        return events.stream().filter(("load " + says)::equals).count();
    }

    long closed(String says) {
        return events.stream().filter(("close " + says)::equals).count();
    }
}
