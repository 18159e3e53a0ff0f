package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has read. Only what was asked for can be looked up: {@link #process} gives those that were asked for
 * by their ids and those of {@link #claimed}, and not those of {@link #claimable}, which come as a list alone.
 */
public interface Rows {
    /** The store's time: the only one that leases and deadlines are compared with. */
    Instant now();

    /** All sessions of a name. */
    List<SessionRow> sessions(String name);

    @Nullable
    KeyRow key(RequestKey key);

    /** All versions of a flow, ascending. */
    List<FlowRow> flow(String key);

    @Nullable
    ProcessRow process(ProcessId id);

    /** The finished steps of a process that was read, by step. */
    Map<String, StepRow> steps(ProcessId id);

    /** The failed attempts and losses of a process that was read. */
    List<AttemptRow> attempts(ProcessId id);

    List<ProcessRow> claimed(MemberId owner, long claimNumber);

    List<ProcessRow> claimable();

    long pending();
}
