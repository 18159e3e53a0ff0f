package io.enginehub.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a process has said and nobody has taken yet: one line of standard output, so that whoever prints more has to wait,
 * and the last lines of standard error. Thread-safe.
 */
final class Mailbox {
    private static final int MAX_ERRORS = 200;
    private static final int MAX_LAST_WORDS = 20;

    /**
     * What was taken. All empty: the time was over.
     *
     * @param errors lines of standard error
     * @param line a line of standard output
     * @param ended there will be no more of standard output
     */
    @SuppressWarnings("ArrayRecordComponent") // why: bytes are passed on, and never compared
    record Mail(List<String> errors, BoundedLines.@Nullable Line line, boolean ended) {}

    private final Deque<String> errors = new ArrayDeque<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private int lost;
    private BoundedLines.@Nullable Line line;
    private boolean ended;
    private boolean errorsEnded;

    /** Puts a line in, when there is room for it; not once the mailbox is ended. */
    synchronized void put(BoundedLines.Line next) throws InterruptedException {
        while (line != null && !ended) {
            wait();
        }
        if (!ended) {
            line = next;
            notifyAll();
        }
    }

    /** Puts a line of standard error in; the oldest one goes where there are too many. */
    synchronized void putError(String text) {
        errors.add(text);
        if (errors.size() > MAX_ERRORS) {
            errors.remove();
            lost++;
        }
        lastWords.add(text);
        if (lastWords.size() > MAX_LAST_WORDS) {
            lastWords.remove();
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized void endErrors() {
        errorsEnded = true;
        notifyAll();
    }

    /**
     * Takes what is there; waits until something is.
     *
     * @param nanos how long it waits at the most; zero or less: not at all
     */
    synchronized Mail take(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (errors.isEmpty() && line == null && !ended && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
        Mail mail = new Mail(takeErrors(), line, ended && line == null);
        line = null;
        notifyAll();
        return mail;
    }

    private List<String> takeErrors() {
        List<String> all = new ArrayList<>();
        if (lost > 0) {
            all.add("… " + lost + (lost == 1 ? " line" : " lines") + " of standard error left out");
            lost = 0;
        }
        all.addAll(errors);
        errors.clear();
        return all;
    }

    /** The last lines of standard error, which are waited for to its end, unless that takes too long. */
    synchronized List<String> lastWords(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (!errorsEnded && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
        return List.copyOf(lastWords);
    }
}
