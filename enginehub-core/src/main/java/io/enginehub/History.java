package io.enginehub;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.core.hub.ProcessReads;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a store holds of processes, for a program that runs no engine on it. Reads only, so that the store may be one that
 * another program writes to at the same time, or one that was opened for reading. Thread-safe; each call blocks as the
 * store does, and throws {@link io.enginehub.api.StoreException} when that cannot be read.
 */
public final class History {
    private final ProcessReads reads;

    private History(ProcessReads reads) {
        this.reads = reads;
    }

    /** The history of a store, which stays the caller's to close. */
    public static History of(ProcessStore store) {
        return new History(ProcessReads.of(store.history()));
    }

    public Optional<ProcessInstance> find(ProcessId id) {
        return reads.find(id);
    }

    /** Processes, newest first. */
    public Page<ProcessInstance> list(ProcessQuery query) {
        return reads.list(query);
    }

    /** Calls back for each process that a query finds, newest first, page after page of the query's limit. */
    public void forEach(ProcessQuery query, Consumer<ProcessInstance> each) {
        ProcessQuery next = query;
        while (next != null) {
            Page<ProcessInstance> page = list(next);
            page.items().forEach(each);
            next = page.next() == null ? null : query.after(page.next());
        }
    }

    /**
     * All that is stored of a process, whether it has ended or not. What its dispatcher knows beside that is not in it: a
     * step that runs looks as it did before it was sent.
     *
     * @throws io.enginehub.api.UnknownProcessException when there is no such process
     */
    public ProcessResult result(ProcessId id) {
        return reads.result(id);
    }

    /**
     * Up to 1,000 log lines with numbers above {@code after}.
     *
     * @throws io.enginehub.api.UnknownProcessException when there is no such process
     */
    public Page<LogLine> logs(ProcessId id, long after) {
        return reads.logs(id, after);
    }

    /**
     * The flow that a process ran.
     *
     * @throws io.enginehub.api.UnknownProcessException when there is no such process
     */
    public ProcessFlow flow(ProcessId id) {
        return reads.flow(id);
    }

    /**
     * Cuts a deployable flow out of a finished process, as {@link io.enginehub.api.Hub#promote} does.
     *
     * @throws io.enginehub.api.NotPromotableException when the process did not finish, or with every fault of the cut
     */
    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        return reads.promote(id, from, to, key);
    }
}
