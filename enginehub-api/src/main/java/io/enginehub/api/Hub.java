package io.enginehub.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The engine as applications see it. Thread-safe. All methods block but {@link #result}; none may be called on a
 * listener's thread or from a stage of {@link #result}.
 *
 * <p>Any method may throw {@link StoreException} when the store fails, and {@link InterruptedWaitException}.
 */
public interface Hub {
    /**
     * Deploys a flow: as the next version of its key, or as no new one where the content is that of the last. Returns
     * once every model is warm on a live agent; until then the last version serves.
     *
     * @throws NotWarmException when that takes longer than {@code patience}; names what lacks
     */
    FlowVersion deploy(ProcessFlow flow, Duration patience);

    /**
     * Deploys what was live before the version that is live now, as the next version. Where its models are still held, that
     * takes a moment.
     *
     * @throws UnknownFlowException when the flow has no live version, or none before it with another content
     * @throws NotWarmException when that takes longer than {@code patience}; names what lacks
     */
    FlowVersion rollback(String flowKey, Duration patience);

    /**
     * Ends a flow's deployment: no new processes; those that are accepted still run.
     *
     * @throws UnknownFlowException when no version of it is deployed
     */
    void undeploy(String flowKey);

    /**
     * Submits an input to the live version of a flow. When it returns, the process is committed.
     *
     * @throws UnknownFlowException when the flow has no live version
     * @throws EngineFullException when the waiting queue is full; nothing was accepted
     * @throws KeyConflictException when the idempotency key was used with another request
     */
    ProcessId submit(String flowKey, Payload input, SubmitOptions options);

    /**
     * Submits an input to the live version of a flow and waits for the process's end, in one call where the hub is elsewhere.
     *
     * @throws StillRunningException when that takes longer than {@code patience}; names the process, which goes on
     * @throws UnknownFlowException when the flow has no live version
     * @throws EngineFullException when the waiting queue is full; nothing was accepted
     * @throws KeyConflictException when the idempotency key was used with another request
     */
    default ProcessResult run(String flowKey, Payload input, SubmitOptions options, Duration patience) {
        return await(submit(flowKey, input, options), patience);
    }

    /**
     * Submits many inputs to the live version of a flow, a process for each: all are committed together, or none is. That is
     * much cheaper than one by one. With an idempotency key, the same key with the same list gives the same processes.
     *
     * @param inputs at most 1,000, of at most 16 MiB together
     * @return the processes in the order of the inputs
     * @throws UnknownFlowException when the flow has no live version
     * @throws EngineFullException when the waiting queue has no room for all of them; nothing was accepted
     * @throws KeyConflictException when the idempotency key was used with another list
     * @throws PayloadException when inputs are none, naming each of them, or there are too many
     */
    List<ProcessId> submitAll(String flowKey, List<Payload> inputs, SubmitOptions options);

    /** Submits flow and input together; the flow is never registered and its models go when the process ends. */
    ProcessId submitAdHoc(ProcessFlow flow, Payload input, SubmitOptions options);

    /** Submits flow and input together and waits for the process's end; the same as {@link #run} otherwise. */
    default ProcessResult runAdHoc(ProcessFlow flow, Payload input, SubmitOptions options, Duration patience) {
        return await(submitAdHoc(flow, input, options), patience);
    }

    /**
     * Completes when the process has ended, on a thread that is no role's. Who does not want it any more cancels it, as a
     * {@link java.util.concurrent.CompletableFuture}; the process goes on.
     */
    CompletionStage<ProcessResult> result(ProcessId id);

    /**
     * Waits for the process's end.
     *
     * @throws StillRunningException when that takes longer than {@code patience}
     * @throws UnknownProcessException when there is no such process
     */
    ProcessResult await(ProcessId id, Duration patience);

    Optional<ProcessInstance> find(ProcessId id);

    Page<ProcessInstance> list(ProcessQuery query);

    /** One step for each processor, in the flow's order, live ones as they are now. */
    List<Step> steps(ProcessId id);

    /** Up to 1,000 log lines with numbers above {@code after}. */
    Page<LogLine> logs(ProcessId id, long after);

    /** How dispatchers saw the process while it waited. */
    List<Check> checks(ProcessId id);

    /** Why the process is where it is. */
    Explanation explain(ProcessId id);

    /** The flow that the process ran. */
    ProcessFlow flow(ProcessId id);

    /**
     * What the process was submitted with.
     *
     * @throws UnknownProcessException when there is no such process, or history no longer holds its input
     */
    Payload input(ProcessId id);

    /**
     * Cuts a deployable flow out of a finished process: the processors that are reached from {@code from} and reach
     * {@code to} by {@code input}, with the models frozen in that the process fitted. What depends on the flow alone can
     * be checked before the process runs, with {@link FlowCut#of}.
     *
     * @param from a reference, such as {@code split#/test}: what will be the new flow's input
     * @param to a processor: what will be the new flow's output
     * @param key the new flow's key
     * @throws NotPromotableException when the process did not finish, or with every fault of the cut
     */
    ProcessFlow promote(ProcessId id, String from, String to, String key);

    /** The same with a cut that was checked before the process ran. It is checked again, on the flow that did run. */
    default ProcessFlow promote(ProcessId id, FlowCut cut) {
        return promote(id, cut.from(), cut.to(), cut.key());
    }

    QueueSummary queue();

    /** All versions of all deployed flows, by key and version. */
    List<Deployment> deployments();

    /** The agents that are there, each as it answers now; last those that are drained. */
    List<AgentState> agents();

    /** The dispatchers that are there. */
    List<DispatcherState> dispatchers();

    /** Cancels a process that has not ended; a running handler is interrupted. False: it had ended already. */
    boolean cancel(ProcessId id);

    /** Puts a FAILED, CANCELLED or TIMED_OUT process back into the queue; its finished steps stay. False: it is none. */
    boolean retry(ProcessId id);
}
