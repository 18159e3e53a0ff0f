package io.enginehub.core.agent;

import io.enginehub.api.Failure;
import io.enginehub.api.InputException;
import io.enginehub.api.LogLine;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.StepContext;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event at an agent, from its acceptance to its result. The handling thread runs {@link #run} and speaks through the
 * {@link StepContext}; all else is the loop's.
 */
final class Handling implements StepContext {
    /** The largest output that is taken. */
    static final int MAX_OUTPUT = 16 << 20;

    private static final int MAX_LINES = 1000;
    private static final int MAX_LINE = 4000;
    private static final long SHORT_NANOS = 1_000_000;

    /** What a handler gave. */
    record Outcome(@Nullable Payload output, @Nullable Failure failure) {
        static Outcome failed(Failure.Kind kind, String step, String message) {
            return new Outcome(null, new Failure(kind, step, message));
        }
    }

    final InputEvent event;
    final ModelCache.Entry entry;
    private final Supplier<Instant> wallTime;
    private final Runnable spoken;

    // ── the loop's ──
    long epoch;
    MemberId from;
    boolean queued;
    long queuedNanos;
    boolean over;
    /** Whether lines of it were sent before its result. */
    boolean spoke;

    private @Nullable PromptAnswer answer;

    @Nullable
    Registration timer;

    // ── shared with the handling thread, under this object's monitor ──
    private @Nullable Model model;
    private @Nullable Thread thread;
    private boolean begun;
    private long begunNanos;
    private long tookNanos = -1;
    private boolean cancelled;
    private List<StepLines.Line> lines = new ArrayList<>();
    private int lineCount;
    private @Nullable Double progress;
    private Instant deadline = Instant.MAX;

    /**
     * An event.
     *
     * @param spoken is called, on the handling thread, when there is something new to tell after nothing was
     */
    Handling(InputEvent event, ModelCache.Entry entry, Supplier<Instant> wallTime, Runnable spoken) {
        this.event = event;
        this.entry = entry;
        this.epoch = event.epoch();
        this.from = event.from();
        this.wallTime = wallTime;
        this.spoken = spoken;
    }

    /** Who handed it over holds the answer for the result. */
    void promptly(PromptAnswer held) {
        held.expect();
        answer = held;
    }

    /** Lets the answer take the result; false: it has to go by itself. */
    boolean answer(ResultEvent result) {
        PromptAnswer held = answer;
        answer = null;
        return held != null && held.take(result);
    }

    /** The answer is not for whoever wants the result now. */
    void waive() {
        if (answer != null) {
            answer.waive();
            answer = null;
        }
    }

    String step() {
        return event.key().step();
    }

    /** The model is warm: the handler may begin. */
    synchronized void ready(Model warm, long nanos) {
        model = warm;
        queued = true;
        queuedNanos = nanos;
    }

    /** A thread is to run the handler next. */
    synchronized void begin(long nanos) {
        begun = true;
        begunNanos = nanos;
        Duration timeout = event.timeout();
        if (timeout != null) {
            deadline = wallTime.get().plus(timeout);
        }
    }

    /** How long the handler has run so far; zero: it still stands in line. */
    synchronized Duration took(long nanos) {
        return Duration.ofNanos(!begun ? 0 : Math.max(0, tookNanos < 0 ? nanos - begunNanos : tookNanos));
    }

    /** Whether the handler has ended and was done within a millisecond. */
    synchronized boolean wasShort() {
        return tookNanos >= 0 && tookNanos < SHORT_NANOS;
    }

    /** Handles the input, on the calling thread. */
    Outcome run(LongSupplier nanoTime) {
        Model warm;
        synchronized (this) {
            warm = model;
            if (cancelled || warm == null) {
                return Outcome.failed(Failure.Kind.ALGORITHM, step(), "It was cancelled before it began.");
            }
            thread = Thread.currentThread();
        }
        try {
            return checked(warm.apply(event.input(), this));
        } catch (InputException e) {
            return Outcome.failed(Failure.Kind.INPUT, step(), Problems.cut(e.getMessage() + "", MAX_LINE));
        } catch (PayloadException e) {
            return Outcome.failed(
                    e.isTooLarge() ? Failure.Kind.TOO_LARGE : Failure.Kind.INPUT,
                    step(),
                    Problems.cut(e.getMessage() + "", MAX_LINE));
        } catch (Throwable e) { // why: an Error of an algorithm is the algorithm's, and must not end our thread
            return Outcome.failed(Failure.Kind.ALGORITHM, step(), Problems.text(e));
        } finally {
            synchronized (this) {
                thread = null;
                tookNanos = Math.max(0, nanoTime.getAsLong() - begunNanos);
            }
            boolean unused = Thread.interrupted(); // why: the next event on this thread has not been cancelled
        }
    }

    private Outcome checked(@Nullable Payload output) {
        String step = step();
        if (output == null) {
            return Outcome.failed(Failure.Kind.ALGORITHM, step, "The algorithm returned null instead of a payload.");
        }
        if (output.size() > MAX_OUTPUT) {
            return Outcome.failed(
                    Failure.Kind.TOO_LARGE,
                    step,
                    "The output has " + output.size() + " bytes; at most " + MAX_OUTPUT + " are taken.");
        }
        try {
            return new Outcome(output.checked(), null);
        } catch (PayloadException e) {
            return e.isTooLarge()
                    ? Outcome.failed(Failure.Kind.TOO_LARGE, step, "The output is refused. " + e.getMessage())
                    : Outcome.failed(
                            Failure.Kind.ALGORITHM, step, "The output is not what its type says. " + e.getMessage());
        }
    }

    /** Interrupts the handler, or keeps it from beginning. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private boolean isAllTaken() {
        return lines.isEmpty() && progress == null;
    }

    /** Whether something was said since the lines were taken. */
    synchronized boolean hasSaidMore() {
        return !isAllTaken();
    }

    /** What was said since the last call; empty: nothing. */
    synchronized Optional<StepLines> takeLines() {
        if (isAllTaken()) {
            return Optional.empty();
        }
        StepLines taken = new StepLines(event.key(), epoch, lines, progress);
        lines = new ArrayList<>();
        progress = null;
        return Optional.of(taken);
    }

    @Override
    public String key() {
        return event.key().process() + "/" + event.key().step();
    }

    @Override
    public int attempt() {
        return event.key().attempt();
    }

    @Override
    public synchronized Instant deadline() {
        return deadline;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void log(String line) {
        add(LogLine.Level.INFO, line);
    }

    @Override
    public void warn(String line) {
        add(LogLine.Level.WARN, line);
    }

    private void add(LogLine.Level level, @Nullable String text) {
        boolean first;
        synchronized (this) {
            if (lineCount > MAX_LINES) {
                return;
            }
            lineCount++;
            first = isAllTaken();
            lines.add(
                    lineCount > MAX_LINES
                            ? new StepLines.Line(
                                    wallTime.get(),
                                    LogLine.Level.WARN,
                                    "The attempt logged more than " + MAX_LINES + " lines; the rest is left out.")
                            : new StepLines.Line(wallTime.get(), level, Problems.cut(text + "", MAX_LINE)));
        }
        if (first) { // why: else a handler that never stops talking would fill the loop with news of it
            spoken.run();
        }
    }

    @Override
    public void progress(double fraction) {
        if (Double.isNaN(fraction)) { // why: 0 of 0 is nothing to tell
            return;
        }
        boolean first;
        synchronized (this) {
            first = isAllTaken();
            progress = Math.max(0, Math.min(1, fraction));
        }
        if (first) {
            spoken.run();
        }
    }
}
