package io.enginehub.api;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes to list, newest first.
 *
 * @param flow a flow's key; null for all
 * @param statuses empty for all
 * @param labels all of these must be on the process
 * @param after {@link Page#next()} of the page before
 * @param limit from 1 to 1,000
 */
public record ProcessQuery(
        @Nullable String flow,
        Set<ProcessStatus> statuses,
        Map<String, String> labels,
        @Nullable String after,
        int limit) {
    public ProcessQuery {
        statuses = Set.copyOf(statuses);
        labels = Map.copyOf(labels);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be from 1 to 1000, not " + limit);
        }
    }

    /** The newest 100 of all. */
    public static ProcessQuery all() {
        return new ProcessQuery(null, Set.of(), Map.of(), null, 100);
    }
}
