package io.enginehub.core.hub;

import io.enginehub.api.AgentState;
import io.enginehub.api.Check;
import io.enginehub.api.Deployment;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.Explanation;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Hub;
import io.enginehub.api.LogLine;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.Page;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.QueueSummary;
import io.enginehub.api.Step;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.FlowVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** The hub as applications see it: waits on their threads for what the hub's loop does. */
public final class BlockingHub implements Hub {
    private static final Duration INSPECT = Duration.ofSeconds(2);

    private final HubRole hub;
    private final ProcessHistory history;
    private final ProcessReads reads;
    private final ClusterReads cluster;
    private final Submitter submitter;
    private final Executor callbacks;

    /**
     * A hub for applications.
     *
     * @param callbacks where stages of results are completed
     */
    public BlockingHub(HubRole hub, ProcessHistory history, Executor callbacks) {
        this.hub = hub;
        this.history = history;
        this.reads = new ProcessReads(history, hub.plans, hub.loop()::wallTime);
        this.cluster = new ClusterReads(history, hub.transport());
        this.submitter = new Submitter(hub, history);
        this.callbacks = callbacks;
    }

    // ── flows ──

    @Override
    public FlowVersion deploy(ProcessFlow flow, Duration patience) {
        CompiledFlow compiled = hub.plans.compile(flow);
        return deploy(flow.key(), new PlanRow(compiled.hash(), flow.toJson()), patience);
    }

    private FlowVersion deploy(String flowKey, PlanRow plan, Duration patience) {
        FlowRow row = Waits.value(hub.run(loop -> new FlowVersions.Deploy(flowKey, plan)));
        CompletableFuture<Optional<String>> ready = hub.ready(row.version());
        try {
            Optional<String> problem = Waits.await(ready, patience);
            if (problem.isPresent()) {
                throw new NotWarmException("Flow " + row.version() + " is not live. " + problem.get(), true);
            }
            return row.version();
        } catch (TimeoutException e) {
            String lacking = Waits.wait(hub.onHubLoop(() -> hub.deployments.lacking(row.version())), Waits.PATIENCE);
            throw new NotWarmException(
                    "Flow " + row.version() + " was not live within " + patience + ". " + lacking, false);
        }
    }

    @Override
    public FlowVersion rollback(String flowKey, Duration patience) {
        FlowRow live = cluster.live(flowKey).orElseThrow(() -> submitter.noFlow(flowKey));
        PlanRow plan = cluster.before(live).orElseThrow(() -> nothingBefore(flowKey));
        return deploy(flowKey, plan, patience);
    }

    private static UnknownFlowException nothingBefore(String flowKey) {
        return new UnknownFlowException("Flow '" + flowKey + "' was never live with another content than now."
                + " Deploy what you want instead.");
    }

    @Override
    public void undeploy(String flowKey) {
        boolean any = Waits.value(hub.run(loop -> new FlowVersions.Undeploy(flowKey, Integer.MAX_VALUE)));
        if (!any) {
            throw submitter.noFlow(flowKey);
        }
        hub.loop().post(hub.deployments::refresh);
    }

    // ── submits ──

    @Override
    public ProcessId submit(String flowKey, Payload input, SubmitOptions options) {
        return submitter.submit(flowKey, input, options);
    }

    @Override
    public List<ProcessId> submitAll(String flowKey, List<Payload> inputs, SubmitOptions options) {
        return submitter.submitAll(flowKey, inputs, options);
    }

    @Override
    public ProcessId submitAdHoc(ProcessFlow flow, Payload input, SubmitOptions options) {
        return submitter.submitAdHoc(flow, input, options);
    }

    // ── results ──

    @Override
    public CompletionStage<ProcessResult> result(ProcessId id) {
        CompletableFuture<Awaited.End> end = hub.awaited.enter(id);
        try {
            if (hasEnded(id)) {
                hub.awaited.leave(id, end);
                end.complete(Awaited.End.ENDED);
            }
        } catch (EngineHubException e) {
            hub.awaited.leave(id, end);
            throw e;
        }
        CompletableFuture<ProcessResult> result = end.thenComposeAsync(
                how -> ended(id, how)
                        .<CompletionStage<ProcessResult>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> result(id)),
                callbacks);
        var unused = result.whenComplete((any, error) -> hub.awaited.leave(id, end)); // why: it may be cancelled
        return result;
    }

    @Override
    public ProcessResult await(ProcessId id, Duration patience) {
        CompletableFuture<Awaited.End> end = hub.awaited.enter(id);
        try {
            return ended(id, hasEnded(id) ? Awaited.End.ENDED : Waits.await(end, patience))
                    .orElseGet(() -> await(id, patience)); // why: the patience counts from the retry
        } catch (TimeoutException e) {
            throw new StillRunningException(
                    id,
                    "Process " + id + " did not end within " + patience + ": "
                            + explain(id).text() + " It goes on; ask again.");
        } finally {
            hub.awaited.leave(id, end);
        }
    }

    /** Whether a process has ended; asks the store only where this hub did not see it begin. */
    private boolean hasEnded(ProcessId id) {
        return !hub.awaited.isOpen(id) && row(id).status().isTerminal();
    }

    /** The result of a process that was seen ended; empty: it has been retried since, and runs again. */
    private Optional<ProcessResult> ended(ProcessId id, Awaited.End end) {
        if (!end.ended()) {
            throw new StillRunningException(id, "Process " + id + " had not ended when this engine was closed.");
        }
        if (end.told() != null) {
            return Optional.of(reads.result(end.told()));
        }
        ProcessResult result = reads.result(id);
        return result.process().status().isTerminal() ? Optional.of(result) : Optional.empty();
    }

    // ── reads ──

    private ProcessRow row(ProcessId id) {
        return reads.row(id);
    }

    @Override
    public Optional<ProcessInstance> find(ProcessId id) {
        return reads.find(id);
    }

    @Override
    public Page<ProcessInstance> list(ProcessQuery query) {
        return reads.list(query);
    }

    @Override
    public List<Step> steps(ProcessId id) {
        ProcessRow row = row(id);
        return reads.steps(row, live(row));
    }

    private List<LiveStep> live(ProcessRow row) {
        Optional<Member> dispatcher = row.owner() == null ? Optional.empty() : hub.picture.dispatcher(row.owner());
        if (dispatcher.isEmpty()) {
            return List.of();
        }
        try {
            Reply<List<LiveStep>> reply = Waits.await(
                    hub.transport()
                            .dispatcher(dispatcher.get().address())
                            .inspect(row.id())
                            .toCompletableFuture(),
                    INSPECT);
            return reply.fold(steps -> steps, refused -> List.of(), unknown -> List.of());
        } catch (TimeoutException e) {
            return List.of(); // why: what is stored is still true, and is shown
        }
    }

    private CompiledFlow compiled(ProcessRow row) {
        return reads.compiled(row);
    }

    @Override
    public Page<LogLine> logs(ProcessId id, long after) {
        return reads.logs(id, after);
    }

    @Override
    public List<Check> checks(ProcessId id) {
        ProcessRow row = row(id);
        Set<Need> needs = new LinkedHashSet<>(List.of(compiled(row).need(), row.need()));
        List<Check> checks = new ArrayList<>();
        for (Need need : needs) {
            history.checks(need).stream()
                    .filter(seen -> !seen.last().isBefore(row.head().submitted()))
                    .filter(seen -> row.started() == null || !seen.first().isAfter(row.started()))
                    .map(BlockingHub::check)
                    .forEach(checks::add);
        }
        ProcessRow.Hold hold = row.hold();
        if (hold != null) {
            checks.add(new Check(hold.owner().name(), Check.Verdict.ACCEPT, "", 1, hold.since(), hold.since()));
        }
        return checks;
    }

    private static Check check(CheckRow row) {
        return new Check(row.dispatcher(), row.verdict(), row.detail(), row.count(), row.first(), row.last());
    }

    @Override
    public Explanation explain(ProcessId id) {
        ProcessRow row = row(id);
        Explainer explainer = new Explainer(hub.picture, hub.isSlotFree());
        return row.status() == ProcessStatus.RUNNING
                ? explainer.running(compiled(row), live(row), hub.loop().wallTime())
                : explainer.explain(row, history);
    }

    @Override
    public ProcessFlow flow(ProcessId id) {
        return reads.flow(id);
    }

    @Override
    public Payload input(ProcessId id) {
        return reads.input(id);
    }

    @Override
    public QueueSummary queue() {
        return new Explainer(hub.picture, hub.isSlotFree()).summary(history.pending());
    }

    @Override
    public List<Deployment> deployments() {
        return cluster.deployments(Waits.wait(hub.onHubLoop(hub.deployments::lacking), Waits.PATIENCE));
    }

    @Override
    public List<AgentState> agents() {
        return cluster.agents(hub.picture);
    }

    @Override
    public List<DispatcherState> dispatchers() {
        return cluster.dispatchers(hub.picture);
    }

    @Override
    public ProcessFlow promote(ProcessId id, String from, String to, String key) {
        return reads.promote(id, from, to, key);
    }

    // ── moves ──

    @Override
    public boolean cancel(ProcessId id) {
        return moved(id, Waits.value(hub.move(new Cancellations.Cancel(id))));
    }

    @Override
    public boolean retry(ProcessId id) {
        return moved(id, Waits.value(hub.move(new Cancellations.Retry(id))));
    }

    private static boolean moved(ProcessId id, Cancellations.Answer answer) {
        if (!answer.found()) {
            throw UnknownProcessException.of(id);
        }
        return answer.moved();
    }
}
