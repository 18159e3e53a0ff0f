package io.enginehub.launcher;

import io.enginehub.api.EngineHubException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the running process when the JVM is told to end (Ctrl-C), and holds the JVM for a moment, so that what was
 * done is still reported.
 */
final class CancelHook implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread thread = Threads.atShutdown(this::onShutdown);

    private final Printer err;

    private CancelHook(Printer err) {
        this.err = err;
    }

    static CancelHook install(Printer err) {
        CancelHook hook = new CancelHook(err);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** What to do when it comes to that. */
    void cancelsBy(Runnable cancel) {
        this.cancel.set(cancel);
    }

    /** There is nothing to cancel any more. */
    void disarm() {
        cancel.set(null);
    }

    private void onShutdown() {
        Runnable action = cancel.get();
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (EngineHubException e) {
            err.line(String.valueOf(e.getMessage()));
            return;
        }
        try {
            if (!reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.line("The process did not stop in time; leaving it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            return; // why: the JVM is ending already, and the hook is what we have just let go on
        }
    }
}
