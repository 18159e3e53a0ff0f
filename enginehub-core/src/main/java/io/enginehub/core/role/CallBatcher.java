package io.enginehub.core.role;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Puts what is for one peer into few calls: what comes while a call is under way goes together with the next one. So calls
 * are as large as the peer is slow, and nothing waits when it is idle. A call that is not answered holds the next one up for
 * a moment only; one within the JVM, where calls cost nothing, not at all.
 */
public final class CallBatcher<T> {
    /** How long things are gathered behind a call that is under way. */
    static final Duration LONGEST = Duration.ofMillis(1);

    private final RoleLoop loop;
    private final BooleanSupplier local;
    private final BiConsumer<List<T>, Runnable> send;
    private final AtTurnEnd flush;
    private List<T> waiting = new ArrayList<>();
    private int underWay;
    private boolean watching;

    /**
     * A batcher.
     *
     * @param local whether the peer is in this JVM now
     * @param send makes a call of a batch, and runs the other argument once when the call is answered, or was not made
     */
    public CallBatcher(RoleLoop loop, BooleanSupplier local, BiConsumer<List<T>, Runnable> send) {
        this.loop = loop;
        this.local = local;
        this.send = send;
        this.flush = new AtTurnEnd(loop, this::flush);
    }

    /** Sends this with the next call: after all that is waiting on the loop now, or behind the one that is under way. */
    public void add(T thing) {
        waiting.add(thing);
        if (underWay == 0 || local.getAsBoolean()) {
            flush.ask();
        } else if (!watching) {
            watching = true;
            loop.after(LONGEST, () -> {
                watching = false;
                flush();
            });
        }
    }

    /** Forgets what was not sent yet. */
    public void clear() {
        waiting.clear();
    }

    /** Whether nothing waits and no call is under way. */
    public boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            List<T> batch = waiting;
            waiting = new ArrayList<>();
            underWay++;
            send.accept(batch, this::answered);
        }
    }

    private void answered() {
        underWay--;
        if (!waiting.isEmpty()) {
            flush.ask();
        }
    }
}
