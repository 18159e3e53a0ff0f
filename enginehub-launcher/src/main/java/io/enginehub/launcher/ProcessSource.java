package io.enginehub.launcher;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import java.time.Duration;
import java.util.Optional;

/** Where processes can be looked at: a store, or a hub. */
interface ProcessSource extends AutoCloseable {
    Optional<ProcessInstance> find(ProcessId id);

    /** Processes, newest first. */
    Page<ProcessInstance> list(ProcessQuery query);

    /** All that is known of a process, whether it has ended or not. */
    ProcessResult result(ProcessId id);

    /** Up to 1,000 log lines with numbers above {@code after}. */
    Page<LogLine> logs(ProcessId id, long after);

    /**
     * Waits for a process's end; false: it has not come within the patience.
     *
     * @throws BadInputException where nobody is there who could tell
     */
    boolean awaitEnd(ProcessId id, Duration patience);

    ProcessFlow flow(ProcessId id);

    ProcessFlow promote(ProcessId id, String from, String to, String key);

    @Override
    void close();
}
