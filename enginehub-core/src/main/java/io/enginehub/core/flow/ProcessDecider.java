package io.enginehub.core.flow;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.Reference;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.ProcessHistory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides the course of one process: which step comes next, what it gets, when it is tried again, how the process ends.
 * Pure: it is told what happened and answers what is to be done. Nothing that builds on a result is given out before the
 * result is {@link #recorded}.
 */
public final class ProcessDecider {
    private enum State {
        WAITING,
        OPEN,
        RECORDING,
        DONE
    }

    /** What a step is given. */
    public record StepInput(String modelHash, Payload model, Payload input) {}

    /**
     * A step that may be sent.
     *
     * @param delay not before that
     */
    public record Ready(CompiledFlow.Node node, Duration delay) {}

    /**
     * What a failure means.
     *
     * @param retryAfter null: the step is not tried again, and the process ends
     */
    public record Verdict(
            @Nullable Duration retryAfter, @Nullable ProcessEnd end) {}

    private static final int LOSSES_BEFORE_ALONE = 3;

    private final CompiledFlow flow;
    private final int run;
    private final State[] states;
    private final int[] openDependencies;
    private final int[] failures;
    private final int[] losses;
    private final @Nullable Payload[] outputs;
    private final ArrayDeque<Ready> ready = new ArrayDeque<>();
    private @Nullable Payload input;
    private int done;

    /** Takes a process up where its claim says that it stands. */
    public ProcessDecider(CompiledFlow flow, Claim claim, Map<String, Payload> payloads) {
        int size = flow.nodes().size();
        this.flow = flow;
        this.run = claim.run();
        this.states = new State[size];
        this.openDependencies = new int[size];
        this.failures = new int[size];
        this.losses = new int[size];
        this.outputs = new Payload[size];
        this.input = payloads.get(ProcessHistory.INPUT);
        for (CompiledFlow.Node node : flow.nodes()) {
            states[node.index] = claim.finished().contains(node.key) ? State.DONE : State.WAITING;
            openDependencies[node.index] = node.dependencies;
            outputs[node.index] = payloads.get(node.key);
        }
        Duration[] delays = new Duration[size];
        for (Claim.Try tried : claim.tries()) {
            flow.node(tried.step()).ifPresent(node -> {
                failures[node.index] = tried.attempts();
                losses[node.index] = tried.losses();
                delays[node.index] = tried.due();
            });
        }
        for (CompiledFlow.Node node : flow.nodes()) {
            if (states[node.index] == State.DONE) {
                done++;
                node.dependents.forEach(dependent -> openDependencies[dependent.index]--);
            }
        }
        for (CompiledFlow.Node node : flow.nodes()) {
            open(node, delays[node.index] == null ? Duration.ZERO : delays[node.index]);
        }
    }

    /** The payloads, by name, that are needed to take a process up: what open steps and the output refer to. */
    public static Set<String> needed(CompiledFlow flow, Set<String> finished) {
        if (finished.isEmpty()) {
            return flow.takesInput() ? Set.of(ProcessHistory.INPUT) : Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (CompiledFlow.Node node : flow.nodes()) {
            if (!finished.contains(node.key)) {
                node.sources.forEach(reference -> add(reference, finished, names));
            }
        }
        flow.output().references().forEach(reference -> add(reference, finished, names));
        return names;
    }

    private static void add(Reference reference, Set<String> finished, Set<String> names) {
        if (reference.isProcessInput()) {
            names.add(ProcessHistory.INPUT);
        } else if (finished.contains(reference.processor())) {
            names.add(reference.processor());
        }
    }

    private void open(CompiledFlow.Node node, Duration delay) {
        if (states[node.index] == State.WAITING && openDependencies[node.index] == 0) {
            states[node.index] = State.OPEN;
            ready.add(new Ready(node, delay));
        }
    }

    /** The steps that have become ready since the last call. */
    public List<Ready> takeReady() {
        List<Ready> taken = new ArrayList<>(ready);
        ready.clear();
        return taken;
    }

    /**
     * What a step is given.
     *
     * @throws PayloadException when a reference finds nothing, or a bound is exceeded: the step fails
     */
    public StepInput input(CompiledFlow.Node node) {
        Payload joined = InputJoin.join(node.processor.input(), this::output);
        if (node.modelHash.isPresent()) {
            return new StepInput(node.modelHash.get(), node.processor.model(), joined);
        }
        Payload model = InputJoin.resolve(node.processor.modelFrom().orElseThrow(), this::output);
        return new StepInput(ContentHash.of(model), model, joined);
    }

    private Payload output(String processor) {
        Payload value =
                processor.isEmpty() ? input : outputs[flow.node(processor).orElseThrow().index];
        if (value == null) {
            throw new IllegalStateException("the payload of '" + processor + "' was not fetched with the claim");
        }
        return value;
    }

    /** The number of the attempt that is under way, or comes next. */
    public int attempt(CompiledFlow.Node node) {
        return failures[node.index] + 1;
    }

    /** How often an agent was lost that handled the step. */
    public int losses(CompiledFlow.Node node) {
        return losses[node.index];
    }

    /** Whether the step killed so many agents that the next one has to be empty. */
    public boolean isSuspect(CompiledFlow.Node node) {
        return losses[node.index] >= LOSSES_BEFORE_ALONE;
    }

    /**
     * Whether a result still counts: a success of any attempt while the step is open, a failure only of the attempt
     * under way.
     */
    public boolean accepts(CompiledFlow.Node node, int resultRun, int attempt, boolean success) {
        return resultRun == run && isOpen(node) && (success || attempt == attempt(node));
    }

    /** Whether a step is ready, in flight or to be tried again: it has not succeeded yet. */
    public boolean isOpen(CompiledFlow.Node node) {
        return states[node.index] == State.OPEN;
    }

    /** A step succeeded: its result is to be recorded, with this end of the process, where it is the last one. */
    public Optional<ProcessEnd> succeeded(CompiledFlow.Node node, Payload output) {
        states[node.index] = State.RECORDING;
        outputs[node.index] = output;
        return done == states.length - 1 ? Optional.of(finish()) : Optional.empty();
    }

    /** A step failed: what is to be recorded. */
    public Verdict failed(CompiledFlow.Node node, Failure failure, double jitter) {
        if (failure.kind() == Failure.Kind.AGENT_LOST && isSuspect(node)) {
            Failure poison = new Failure(
                    Failure.Kind.POISON,
                    node.key,
                    "Agent after agent was lost while it handled this step, the last one when it handled nothing else.");
            return new Verdict(null, new ProcessEnd(null, poison));
        }
        Optional<Duration> next =
                RetrySchedule.next(node.processor.retry(), failure.kind(), failures[node.index] + 1, jitter);
        return next.map(delay -> new Verdict(delay, null))
                .orElseGet(() -> new Verdict(null, new ProcessEnd(null, failure)));
    }

    /** A success is recorded; what builds on it is ready now. */
    public void recorded(CompiledFlow.Node node, Payload stored) {
        states[node.index] = State.DONE;
        outputs[node.index] = stored;
        done++;
        for (CompiledFlow.Node dependent : node.dependents) {
            openDependencies[dependent.index]--;
            open(dependent, Duration.ZERO);
        }
    }

    /** A failure is recorded, and is tried again. */
    public void retrying(CompiledFlow.Node node, boolean loss) {
        if (loss) {
            losses[node.index]++;
        } else {
            failures[node.index]++;
        }
    }

    /** The end of the process, when all steps are recorded. */
    public Optional<ProcessEnd> end() {
        return done == states.length ? Optional.of(finish()) : Optional.empty();
    }

    private ProcessEnd finish() {
        try {
            return new ProcessEnd(InputJoin.join(flow.output(), this::output), null);
        } catch (PayloadException e) {
            Failure.Kind kind = e.isTooLarge() ? Failure.Kind.TOO_LARGE : Failure.Kind.INPUT;
            return new ProcessEnd(null, new Failure(kind, "", "The flow's output cannot be built. " + e.getMessage()));
        }
    }
}
