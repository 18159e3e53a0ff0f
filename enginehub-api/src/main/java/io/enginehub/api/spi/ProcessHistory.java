package io.enginehub.api.spi;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads of what is committed, without locks. They may block; each sees one moment. Thread-safe. */
public interface ProcessHistory {
    /** The name of a process's input among its payloads; no step can have it. */
    String INPUT = "#";
    /** The name of a process's output among its payloads. */
    String OUTPUT = "=";

    Optional<ProcessRow> find(ProcessId id);

    /** What a query asks for, in the order of {@link ProcessMark}, and a page's end as that writes it. */
    Page<ProcessRow> list(ProcessQuery query);

    /** The finished steps of a process. */
    List<StepRow> steps(ProcessId id);

    /** The failed attempts and losses of a process, oldest first. */
    List<AttemptRow> attempts(ProcessId id);

    /** Those of the named payloads that are there. */
    Map<String, Payload> payloads(ProcessId id, Collection<String> names);

    /** The same of several processes. A store that is asked over a network does it in one call. */
    default Map<ProcessId, Map<String, Payload>> payloads(Map<ProcessId, Set<String>> names) {
        Map<ProcessId, Map<String, Payload>> found = new LinkedHashMap<>();
        names.forEach((id, wanted) -> found.put(id, payloads(id, wanted)));
        return found;
    }

    /** A process with what belongs to it. A store that is asked over a network reads it in one call. */
    default Optional<Story> story(ProcessId id, int lines) {
        return find(id).map(row -> new Story(
                row,
                steps(id),
                attempts(id),
                logs(id, 0, lines),
                payloads(id, List.of(OUTPUT)).get(OUTPUT)));
    }

    /**
     * All of a process but its payloads.
     *
     * @param lines the first ones of its log
     */
    record Story(
            ProcessRow row,
            List<StepRow> steps,
            List<AttemptRow> attempts,
            List<LogLine> lines,
            @Nullable Payload output) {}

    /** Those of these processes that have ended, or are not there: retention may have forgotten them since. */
    default Set<ProcessId> ended(Collection<ProcessId> ids) {
        return ids.stream()
                .filter(id -> find(id).map(row -> row.status().isTerminal()).orElse(true))
                .collect(Collectors.toSet());
    }

    /** Up to {@code limit} lines with numbers above {@code after}. */
    List<LogLine> logs(ProcessId id, long after, int limit);

    List<CheckRow> checks(Need need);

    Optional<PlanRow> plan(PlanHash hash);

    /** All versions of all flows, by key and version. */
    List<FlowRow> flows();

    /** Whether a process of this version has not ended. */
    boolean isActive(FlowVersion version);

    /** The RUNNING processes of an owner. */
    List<ProcessRow> owned(MemberId owner);

    /**
     * What a hub looks at once a second, in one round trip.
     *
     * @param limit of owners and processes
     */
    Look look(int limit);

    /**
     * What time has brought.
     *
     * @param expired the HELD sessions whose lease has ended and that own RUNNING processes
     * @param due processes whose {@link ProcessRow#due()} has come
     * @param nextDue when the next one's comes, if that is known
     * @param runnable the needs of which there is a process that may be claimed
     */
    record Look(List<SessionRow> expired, List<ProcessId> due, Optional<Instant> nextDue, Set<Need> runnable) {
        public Look {
            expired = List.copyOf(expired);
            due = List.copyOf(due);
            runnable = Collections.unmodifiableSet(new LinkedHashSet<>(runnable)); // why: in an order, for simulations
        }
    }

    /** The PENDING processes, counted by need and by what they wait for. */
    List<PendingNeed> pending();

    /** How many runnable processes of these needs come before this one. */
    long ahead(ProcessRow process, Set<Need> needs);

    /** Ids of up to {@code limit} processes that ended before an instant, or that are not among the newest {@code keep}. */
    List<ProcessId> outdated(Instant endedBefore, long keep, int limit);
}
