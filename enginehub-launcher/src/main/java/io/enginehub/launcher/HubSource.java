package io.enginehub.launcher;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.rest.HttpHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of a hub, those that run as they are now. */
record HubSource(HttpHub hub) implements ProcessSource {
    private static final Duration READ = Duration.ofSeconds(30);

    @Override
    public Optional<ProcessInstance> find(ProcessId id) {
        return hub.find(id);
    }

    @Override
    public Page<ProcessInstance> list(ProcessQuery query) {
        return hub.list(query);
    }

    @Override
    public ProcessResult result(ProcessId id) {
        ProcessInstance process = hub.find(id).orElseThrow(() -> UnknownProcessException.of(id));
        return process.status().isTerminal()
                ? hub.await(id, READ)
                : new ProcessResult(process, hub.steps(id), lines(id), null);
    }

    private List<LogLine> lines(ProcessId id) {
        List<LogLine> lines = new ArrayList<>();
        String after = "0";
        while (after != null) {
            Page<LogLine> page = hub.logs(id, Long.parseLong(after));
            lines.addAll(page.items());
            after = page.next();
        }
        return lines;
    }

    @Override
    public Page<LogLine> logs(ProcessId id, long after) {
        return hub.logs(id, after);
    }

    @Override
    public boolean awaitEnd(ProcessId id, Duration patience) {
        try {
            return hub.await(id, patience).process().status().isTerminal();
        } catch (StillRunningException e) {
            return false;
        }
    }

    @Override
    public ProcessFlow flow(ProcessId id) {
        return hub.flow(id);
    }

    @Override
    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        return hub.promote(id, from, to, key);
    }

    @Override
    public void close() {
        hub.close();
    }
}
