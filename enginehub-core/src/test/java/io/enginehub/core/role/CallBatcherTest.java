package io.enginehub.core.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class CallBatcherTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<List<String>> sent = new ArrayList<>();
    private final Queue<Runnable> unanswered = new ArrayDeque<>();
    private boolean local;
    private final CallBatcher<String> batcher = new CallBatcher<>(loop.roleLoop(), () -> local, (batch, answered) -> {
        sent.add(batch);
        unanswered.add(answered);
    });

    private void add(String... things) {
        List.of(things).forEach(batcher::add);
        loop.run();
    }

    private void answer() {
        unanswered.remove().run();
        loop.run();
    }

    @Test
    void whatComesInOneTurnGoesTogetherAtOnce() {
        add("a", "b");
        assertEquals(List.of(List.of("a", "b")), sent);
    }

    @Test
    void whatComesBehindACallGoesTogetherWhenThatIsAnswered() {
        add("a");
        add("b");
        add("c");
        assertEquals(List.of(List.of("a")), sent);
        answer();
        assertEquals(List.of(List.of("a"), List.of("b", "c")), sent);
    }

    @Test
    void aCallThatIsNotAnsweredHoldsTheNextOneUpForAMomentOnly() {
        add("a");
        add("b");
        loop.pass(CallBatcher.LONGEST.minus(Duration.ofNanos(1)));
        assertEquals(1, sent.size());
        loop.pass(Duration.ofNanos(1));
        assertEquals(List.of(List.of("a"), List.of("b")), sent);
        add("c");
        loop.pass(CallBatcher.LONGEST);
        assertEquals(3, sent.size());
    }

    @Test
    void nothingIsHeldUpWithinTheJvm() {
        local = true;
        add("a");
        add("b", "c");
        assertEquals(List.of(List.of("a"), List.of("b", "c")), sent);
    }

    @Test
    void whatWasForgottenIsNotSent() {
        add("a");
        add("b");
        batcher.clear();
        answer();
        loop.pass(CallBatcher.LONGEST);
        assertEquals(List.of(List.of("a")), sent);
    }

    @Test
    void isIdleWhenAllIsAnswered() {
        add("a");
        add("b");
        answer();
        assertFalse(batcher.isIdle());
        answer();
        assertTrue(batcher.isIdle());
        assertEquals(2, sent.size());
    }
}
