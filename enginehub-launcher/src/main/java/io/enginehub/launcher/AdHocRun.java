package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Hub;
import io.enginehub.api.HubListener;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.SubmitOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;

/** One process in an engine of its own in this JVM, with progress while it runs and an end by Ctrl-C. */
final class AdHocRun {
    /** How long the engine waits, at its end, for algorithms that do not listen to a cancel. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /** How long history is kept: a model is promoted when it has shown for a while that it is wanted. */
    private static final Duration KEEP = Duration.ofDays(365);

    private static final int MOST = 10_000;

    private final Console console;
    private final ProcessFlow flow;
    private final List<FoundAlgorithm> algorithms;
    private final RunStore store;

    /** @param algorithms those that the flow needs; an agent is started for each, and for no other */
    AdHocRun(Console console, ProcessFlow flow, List<FoundAlgorithm> algorithms, RunStore store) {
        this.console = console;
        this.flow = flow;
        this.algorithms = algorithms;
        this.store = store;
    }

    /**
     * Runs the process.
     *
     * @param atEnd gets the result while the engine still has the process; gives the exit code
     */
    int run(Payload input, SubmitOptions options, ToIntBiFunction<Hub, ProcessResult> atEnd) {
        try (CancelHook hook = CancelHook.install(console.err());
                Programs programs = new Programs(algorithms);
                EngineHub engine = start(programs)) {
            Hub hub = engine.hub();
            ProcessId id = hub.submitAdHoc(flow, input, options);
            ProcessResult result = await(hub, id, hook);
            hook.disarm();
            return atEnd.applyAsInt(hub, result);
        }
    }

    private EngineHub start(Programs programs) {
        EngineHub.Builder engine = EngineHub.named(store.member())
                .hub(hub -> {})
                .dispatcher(dispatcher -> {})
                .closePatience(CLOSE_PATIENCE)
                .listener(listener());
        store.store().ifPresent(kept -> engine.store(kept).hub(hub -> hub.keepHistory(KEEP, MOST)));
        programs.algorithms().forEach(found -> engine.algorithm(found.algorithm(), found::configure));
        return engine.start();
    }

    private HubListener listener() {
        return console.terminal().live() ? new HubListener() {} : new ProgressLines(console.err());
    }

    private ProcessResult await(Hub hub, ProcessId id, CancelHook hook) {
        if (!console.terminal().live()) {
            hook.cancelsBy(() -> cancel(hub, id, console.err()::line));
            return result(hub, id);
        }
        ProgressView view = new ProgressView(console.terminal());
        LiveProgress progress = LiveProgress.start(() -> hub.steps(id), view, console.err());
        try {
            hook.cancelsBy(() -> cancel(hub, id, progress::printAbove));
            return result(hub, id);
        } finally {
            progress.close();
        }
    }

    private static void cancel(Hub hub, ProcessId id, Consumer<String> notes) {
        notes.accept("Cancelling …");
        boolean unused = hub.cancel(id); // why: false says that it has ended by itself, which is as good
    }

    private static ProcessResult result(Hub hub, ProcessId id) {
        try {
            return hub.result(id).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineHubException known ? known : e;
        }
    }
}
