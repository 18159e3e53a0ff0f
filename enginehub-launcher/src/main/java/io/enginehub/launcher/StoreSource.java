package io.enginehub.launcher;

import io.enginehub.History;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.spi.ProcessStore;
import java.time.Duration;
import java.util.Optional;

/** The processes of a store that is only read. */
record StoreSource(ProcessStore store, History history) implements ProcessSource {
    StoreSource(ProcessStore store) {
        this(store, History.of(store));
    }

    @Override
    public Optional<ProcessInstance> find(ProcessId id) {
        return history.find(id);
    }

    @Override
    public Page<ProcessInstance> list(ProcessQuery query) {
        return history.list(query);
    }

    @Override
    public ProcessResult result(ProcessId id) {
        return history.result(id);
    }

    @Override
    public Page<LogLine> logs(ProcessId id, long after) {
        return history.logs(id, after);
    }

    @Override
    public boolean awaitEnd(ProcessId id, Duration patience) {
        throw new BadInputException("A store does not tell when a process ends; ask a hub, with --hub URL.");
    }

    @Override
    public ProcessFlow flow(ProcessId id) {
        return history.flow(id);
    }

    @Override
    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        return history.promote(id, from, to, key);
    }

    @Override
    public void close() {
        store.close();
    }
}
