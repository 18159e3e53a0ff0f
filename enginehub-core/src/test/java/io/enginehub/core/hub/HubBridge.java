package io.enginehub.core.hub;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.Explanation;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.LiveStep;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ContentHash;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Cancellations;
import io.enginehub.core.rules.FlowVersions;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What applications ask of a hub, without a thread that waits for it. */
public final class HubBridge {
    /** There is no such process. */
    public static final Reply<?> GONE = new Reply.Refused<>("NO_SUCH_PROCESS", null);

    private HubBridge() {}

    /**
     * A submit.
     *
     * @param flow null: to the live version of a flow
     * @param key the same key again is the same process; null: none
     */
    public static CompletionStage<Reply<Submissions.Answer>> submit(
            HubRole hub,
            String flowKey,
            @Nullable ProcessFlow flow,
            @Nullable RequestKey key,
            Payload input,
            @Nullable Duration deadline) {
        return hub.submit(flowKey, loop -> submission(hub, loop, flowKey, flow, new Input(input, key), deadline));
    }

    /**
     * One of many inputs.
     *
     * @param key the same key again is the same process; null: none
     */
    public record Input(Payload payload, @Nullable RequestKey key) {}

    /** A submit of many inputs to the live version of a flow. */
    public static CompletionStage<Reply<Submissions.Answer>> submitAll(
            HubRole hub, String flowKey, List<Input> inputs, @Nullable Duration deadline) {
        return hub.submit(flowKey, loop -> {
            List<Submissions.Submit> submits = new ArrayList<>();
            inputs.forEach(input -> submits.add(submission(hub, loop, flowKey, null, input, deadline)));
            return new Submissions.SubmitAll(submits, hub::maxPending);
        });
    }

    private static Submissions.Submit submission(
            HubRole hub,
            RoleLoop loop,
            String flowKey,
            @Nullable ProcessFlow flow,
            Input input,
            @Nullable Duration deadline) {
        Submissions.What what;
        String target = flowKey;
        if (flow == null) {
            what = new Submissions.What.Deployed(flowKey);
        } else {
            CompiledFlow compiled = hub.plans.compile(flow);
            what = new Submissions.What.AdHoc(flowKey, new PlanRow(compiled.hash(), flow.toJson()));
            target = flowKey + "@" + compiled.hash().hex();
        }
        Submissions.Once once = input.key() == null
                ? null
                : new Submissions.Once(
                        input.key(),
                        target + "/" + ContentHash.of(input.payload()),
                        hub.settings().keep().keys());
        return new Submissions.Submit(
                new ProcessId(loop.newProcessId()), what, input.payload(), Map.of(), once, deadline, hub::maxPending);
    }

    /**
     * How a deployment ended.
     *
     * @param problem why the version is not live; empty: it is
     */
    public record Deployed(FlowVersion version, Optional<String> problem) {}

    /** A deploy: is answered when the version is live, or cannot become so. */
    public static CompletionStage<Reply<Deployed>> deploy(HubRole hub, ProcessFlow flow) {
        CompletableFuture<Reply<Deployed>> reply = new CompletableFuture<>();
        PlanRow plan = new PlanRow(hub.plans.compile(flow).hash(), flow.toJson());
        var unused = hub.run(loop -> new FlowVersions.Deploy(flow.key(), plan)).thenCompose(outcome -> {
            if (outcome instanceof Reply.Ok<FlowRow> ok) {
                FlowVersion version = ok.value().version();
                return hub.ready(version)
                        .thenAccept(problem -> reply.complete(new Reply.Ok<>(new Deployed(version, problem))));
            }
            reply.complete(failed(outcome));
            return CompletableFuture.completedFuture(null);
        });
        return reply;
    }

    /** The end of a deployment; false: there was none. */
    public static CompletionStage<Reply<Boolean>> undeploy(HubRole hub, String flowKey) {
        return hub.run(loop -> new FlowVersions.Undeploy(flowKey, Integer.MAX_VALUE))
                .thenApply(reply -> {
                    hub.loop().post(hub.deployments::refresh);
                    return reply;
                });
    }

    /** A process's result, when it has ended. */
    public static CompletionStage<Reply<ProcessResult>> result(BlockingHub hub, ProcessId id) {
        try {
            return hub.result(id).handle((result, error) -> {
                if (error == null) {
                    return new Reply.Ok<>(result);
                }
                return error.getCause() instanceof UnknownProcessException
                        ? GONE.failed()
                        : new Reply.Unknown<>(String.valueOf(error.getMessage()));
            });
        } catch (UnknownProcessException e) {
            return CompletableFuture.completedStage(GONE.failed());
        } catch (EngineHubException e) {
            return Reply.refused("STORE");
        }
    }

    /** A read that waits for nobody. */
    public static <T> CompletionStage<Reply<T>> read(Supplier<T> read) {
        try {
            return Reply.ok(read.get());
        } catch (EngineHubException e) {
            return Reply.refused(e.getClass().getSimpleName());
        }
    }

    /** Why a process that runs is where it is, by what its dispatcher says. */
    public static CompletionStage<Reply<Explanation>> explainRunning(HubRole hub, ProcessRow row, CompiledFlow flow) {
        Optional<Member> dispatcher = row.owner() == null ? Optional.empty() : hub.picture.dispatcher(row.owner());
        if (dispatcher.isEmpty()) {
            return Reply.refused("NO_DISPATCHER");
        }
        CompletionStage<Reply<List<LiveStep>>> live =
                hub.transport().dispatcher(dispatcher.get().address()).inspect(row.id());
        return live.thenApply(reply -> reply instanceof Reply.Ok<List<LiveStep>> ok
                ? new Reply.Ok<>(new Explainer(hub.picture, hub.isSlotFree())
                        .running(flow, ok.value(), hub.loop().wallTime()))
                : failed(reply));
    }

    /** An operator's cancel. */
    public static CompletionStage<Reply<Cancellations.Answer>> cancel(HubRole hub, ProcessId id) {
        return hub.move(new Cancellations.Cancel(id));
    }

    /** An operator's retry. */
    public static CompletionStage<Reply<Cancellations.Answer>> retry(HubRole hub, ProcessId id) {
        return hub.move(new Cancellations.Retry(id));
    }

    private static <T> Reply<T> failed(Reply<?> reply) {
        return reply instanceof Reply.Refused<?> refused
                ? new Reply.Refused<>(refused.code(), refused.retryAfter())
                : new Reply.Unknown<>("no answer");
    }
}
