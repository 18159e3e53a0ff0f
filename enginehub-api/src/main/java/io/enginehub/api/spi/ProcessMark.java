package io.enginehub.api.spi;

import io.enginehub.api.ProcessQuery;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The place of a process in lists: they begin with the one that was submitted last, by the store's time; of several that
 * were submitted at one time, with the one that the store has numbered last. A page ends with a mark, and the next one
 * begins behind it, whatever was submitted or forgotten in between.
 *
 * @param submitted as in {@link ProcessHead#submitted()}
 * @param seq as in {@link ProcessHead#seq()}
 */
public record ProcessMark(Instant submitted, long seq) implements Comparable<ProcessMark> {
    private static final char BETWEEN = '_';
    private static final ProcessMark FIRST = new ProcessMark(Instant.MAX, Long.MAX_VALUE);

    public static ProcessMark of(ProcessHead head) {
        return new ProcessMark(head.submitted(), head.seq());
    }

    /**
     * Behind which what a query asks for is to be looked for: its page, and what was submitted until its end.
     *
     * @throws IllegalArgumentException when no page has ever named what it says as next
     */
    public static ProcessMark start(ProcessQuery query) {
        ProcessMark page = query.after() == null ? FIRST : parse(query.after());
        // why the smallest number: the end itself is out
        ProcessMark end = query.until() == null ? FIRST : new ProcessMark(query.until(), Long.MIN_VALUE);
        return page.compareTo(end) < 0 ? page : end;
    }

    /** Reads what {@link #toString} has written. */
    private static ProcessMark parse(String text) {
        int between = text.indexOf(BETWEEN);
        try {
            return new ProcessMark(
                    Instant.parse(text.substring(between + 1)), Long.parseLong(text, 0, Math.max(0, between), 10));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not what a page before this one has named as next.", e);
        }
    }

    /** By age: what is submitted later is greater. */
    @Override
    public int compareTo(ProcessMark other) {
        int byTime = submitted.compareTo(other.submitted);
        return byTime != 0 ? byTime : Long.compare(seq, other.seq);
    }

    /** As {@link io.enginehub.api.Page#next()} of a list names it. */
    @Override
    public String toString() {
        return Long.toString(seq) + BETWEEN + submitted;
    }
}
