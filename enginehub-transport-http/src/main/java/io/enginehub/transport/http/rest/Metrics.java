package io.enginehub.transport.http.rest;

import io.enginehub.api.HubListener;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StepStatus;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Observer;
import io.enginehub.transport.http.server.Route;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what a host's server answers and what its hub commits. Thread-safe; counts since the host was started. */
public final class Metrics implements HubListener, Observer {
    private record Asked(String method, String route, int status) implements Comparable<Asked> {
        @Override
        public int compareTo(Asked other) {
            int byRoute = (route + " " + method).compareTo(other.route + " " + other.method);
            return byRoute == 0 ? Integer.compare(status, other.status) : byRoute;
        }
    }

    private final Map<Asked, Histogram> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private final Map<ProcessStatus, Histogram> processes = new ConcurrentSkipListMap<>();
    private final Histogram waits = new Histogram();
    private final Map<StepStatus, Histogram> steps = new ConcurrentSkipListMap<>();
    private final LongAdder takenBack = new LongAdder();
    private final LongAdder batches = new LongAdder();

    // ── what is heard ──

    @Override
    public void answered(@Nullable Route route, Answer answer, Duration took) {
        // why one name for all that is no route: who asks for paths that are none must not fill the memory
        Asked asked = route == null
                ? new Asked("", "none", answer.status())
                : new Asked(route.method(), route.path(), answer.status());
        requests.computeIfAbsent(asked, any -> new Histogram()).add(took);
        if (answer.code() != null) {
            refusals.computeIfAbsent(answer.code(), any -> new LongAdder()).increment();
        }
    }

    @Override
    public void changed(ProcessInstance process) {
        if (process.status().isTerminal()) {
            processes
                    .computeIfAbsent(process.status(), any -> new Histogram())
                    .add(process.times().took().orElse(Duration.ZERO)); // why zero: it ended in the queue
        }
        if (process.status() == ProcessStatus.RUNNING && process.times().started() != null && process.epoch() == 1) {
            waits.add(Duration.between(
                    process.times().submitted(), process.times().started()));
        }
    }

    @Override
    public void changed(ProcessId process, String processor, StepStatus status, Duration took) {
        steps.computeIfAbsent(status, any -> new Histogram()).add(took);
    }

    @Override
    public void takenBack(String dispatcher, int count) {
        takenBack.add(count);
    }

    @Override
    public void committed() {
        batches.increment();
    }

    // ── what is told ──

    void write(Exposition out) {
        Exposition.Family answered = out.family(
                "enginehub_http_request_duration_seconds",
                "histogram",
                "Requests answered, until the answer was there.");
        requests.forEach((asked, took) -> took.write(
                answered,
                "method",
                asked.method(),
                "route",
                asked.route(),
                "status",
                Integer.toString(asked.status())));
        Exposition.Family refused = out.family("enginehub_refusals_total", "counter", "Requests refused, by code.");
        refusals.forEach((code, count) -> refused.sample((double) count.sum(), "code", code));
        Exposition.Family ended = out.family(
                "enginehub_process_duration_seconds",
                "histogram",
                "Processes that ended, from their start to their end.");
        processes.forEach((status, took) -> took.write(ended, "status", status.name()));
        waits.write(out.family(
                "enginehub_process_wait_seconds",
                "histogram",
                "Processes claimed for the first time, since their submit."));
        Exposition.Family handled = out.family(
                "enginehub_step_duration_seconds",
                "histogram",
                "Attempts of steps that had an outcome, at their agent.");
        steps.forEach((status, took) -> took.write(handled, "status", status.name()));
        out.family("enginehub_takeovers_total", "counter", "Processes taken back from dispatchers that were gone.")
                .sample((double) takenBack.sum());
        out.family("enginehub_store_batches_total", "counter", "Batches of changes committed.")
                .sample((double) batches.sum());
    }
}
