package io.enginehub.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which processes to list, the one that was submitted last first: begin with {@link #all} and narrow it down. Immutable; each narrowing gives
 * another query.
 *
 * <p>A class and not a record, so that there may be another criterion one day without a change for who asks by these.
 */
public final class ProcessQuery {
    private static final int LIMIT = 100;
    private static final int MOST = 1000;
    private static final ProcessQuery ALL = new ProcessQuery(new Criteria());

    /** What is asked for; never changed any more once it is a query's. */
    private static final class Criteria {
        private @Nullable String flow;
        private Set<ProcessStatus> statuses = Set.of();
        private Map<String, String> labels = Map.of();
        private @Nullable Instant since;
        private @Nullable Instant until;
        private @Nullable String after;
        private int limit = LIMIT;

        private Criteria copy() {
            Criteria copy = new Criteria();
            copy.flow = flow;
            copy.statuses = statuses;
            copy.labels = labels;
            copy.since = since;
            copy.until = until;
            copy.after = after;
            copy.limit = limit;
            return copy;
        }

        private List<@Nullable Object> values() {
            return Arrays.asList(flow, statuses, labels, since, until, after, limit);
        }
    }

    private final Criteria criteria;

    private ProcessQuery(Criteria criteria) {
        this.criteria = criteria;
    }

    /** The newest 100 of all. */
    public static ProcessQuery all() {
        return ALL;
    }

    private ProcessQuery with(Consumer<Criteria> change) {
        Criteria changed = criteria.copy();
        change.accept(changed);
        return new ProcessQuery(changed);
    }

    // ── narrowed down ──

    /** Those of one flow, by its key; null: of all. */
    public ProcessQuery flow(@Nullable String key) {
        return with(changed -> changed.flow = key);
    }

    /** Those that have one of these statuses; empty: any. */
    public ProcessQuery statuses(Set<ProcessStatus> statuses) {
        Set<ProcessStatus> copy = Set.copyOf(statuses);
        return with(changed -> changed.statuses = copy);
    }

    /** Those that have all of these labels. */
    public ProcessQuery labels(Map<String, String> labels) {
        Map<String, String> copy = Map.copyOf(labels);
        return with(changed -> changed.labels = copy);
    }

    /** Those that were submitted then or later, by the store's time; null: at any time. */
    public ProcessQuery since(@Nullable Instant begin) {
        return with(changed -> changed.since = begin);
    }

    /** Those that were submitted before, by the store's time, and not those that were just then; null: at any time. */
    public ProcessQuery until(@Nullable Instant end) {
        return with(changed -> changed.until = end);
    }

    // ── in pages ──

    /** What follows a page: {@link Page#next()} of it, with all else as it was there; null: the first page. */
    public ProcessQuery after(@Nullable String next) {
        return with(changed -> changed.after = next);
    }

    /**
     * How many make a page, from 1 to 1,000.
     *
     * @throws IllegalArgumentException when it is another number
     */
    public ProcessQuery limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be from 1 to " + MOST + ", not " + limit);
        }
        return with(changed -> changed.limit = limit);
    }

    // ── what is asked for ──

    public @Nullable String flow() {
        return criteria.flow;
    }

    public Set<ProcessStatus> statuses() {
        return criteria.statuses;
    }

    public Map<String, String> labels() {
        return criteria.labels;
    }

    /** Inclusive. */
    public @Nullable Instant since() {
        return criteria.since;
    }

    /** Exclusive. */
    public @Nullable Instant until() {
        return criteria.until;
    }

    public @Nullable String after() {
        return criteria.after;
    }

    public int limit() {
        return criteria.limit;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessQuery query && criteria.values().equals(query.criteria.values());
    }

    @Override
    public int hashCode() {
        return criteria.values().hashCode();
    }

    @Override
    public String toString() {
        return "ProcessQuery[flow=" + criteria.flow + ", statuses=" + criteria.statuses + ", labels=" + criteria.labels
                + ", since=" + criteria.since + ", until=" + criteria.until + ", after=" + criteria.after + ", limit="
                + criteria.limit + "]";
    }
}
