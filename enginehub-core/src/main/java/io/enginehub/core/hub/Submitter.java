package io.enginehub.core.hub;

import io.enginehub.api.EngineFullException;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.KeyConflictException;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ContentHash;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.Submissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Submits what applications want, on their threads. */
final class Submitter {
    private static final int MAX_INPUT = 16 << 20;
    private static final int MAX_INPUTS = 1000;

    private final HubRole hub;
    private final ProcessHistory history;

    Submitter(HubRole hub, ProcessHistory history) {
        this.hub = hub;
        this.history = history;
    }

    ProcessId submit(String flowKey, Payload input, SubmitOptions options) {
        return submit(new Submissions.What.Deployed(flowKey), flowKey, flowKey, input, options);
    }

    ProcessId submitAdHoc(ProcessFlow flow, Payload input, SubmitOptions options) {
        CompiledFlow compiled = hub.plans.compile(flow);
        PlanRow plan = new PlanRow(compiled.hash(), flow.toJson());
        return submit(
                new Submissions.What.AdHoc(flow.key(), plan),
                flow.key(),
                flow.key() + "@" + compiled.hash().hex(),
                input,
                options);
    }

    private ProcessId submit(
            Submissions.What what, String flowKey, String target, Payload input, SubmitOptions options) {
        Payload checked = checked(input);
        Submissions.Once once = once(options.client(), target, checked, options);
        Submissions.Answer answer =
                Waits.value(hub.submit(flowKey, loop -> submission(loop, what, checked, once, options)));
        if (answer instanceof Submissions.Answer.Accepted accepted) {
            return accepted.id();
        }
        throw refused(answer, target, options);
    }

    List<ProcessId> submitAll(String flowKey, List<Payload> inputs, SubmitOptions options) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        List<Payload> checked = checked(inputs);
        Submissions.What what = new Submissions.What.Deployed(flowKey);
        Submissions.Answer answer = Waits.value(hub.submit(flowKey, loop -> {
            List<Submissions.Submit> submits = new ArrayList<>(checked.size());
            for (int i = 0; i < checked.size(); i++) {
                // why: the place is part of the key's owner, and the number of inputs of the request: another list is
                // another
                String target = flowKey + "/" + checked.size();
                Submissions.Once once = once(options.client() + "[" + i + "]", target, checked.get(i), options);
                submits.add(submission(loop, what, checked.get(i), once, options));
            }
            return new Submissions.SubmitAll(submits, hub::maxPending);
        }));
        if (answer instanceof Submissions.Answer.AllAccepted accepted) {
            return accepted.ids();
        }
        if (answer instanceof Submissions.Answer.Full full) {
            throw new EngineFullException(
                    "The waiting queue has no room for " + checked.size() + " more: " + full.pending()
                            + " processes are PENDING, and at most " + hub.maxPending()
                            + " may be. Nothing was accepted.",
                    Duration.ofSeconds(1));
        }
        throw refused(answer, flowKey, options);
    }

    // ── inputs ──

    private static Payload checked(Payload input) {
        if (input.size() > MAX_INPUT) {
            throw PayloadException.tooLarge(
                    "The input has " + input.size() + " bytes; at most " + MAX_INPUT + " are taken.");
        }
        return input.checked();
    }

    private static List<Payload> checked(List<Payload> inputs) {
        if (inputs.size() > MAX_INPUTS) {
            throw PayloadException.tooLarge("There are " + inputs.size() + " inputs; at most " + MAX_INPUTS
                    + " are taken at a time. Submit the others after these.");
        }
        long bytes = inputs.stream().mapToLong(Payload::size).sum();
        if (bytes > MAX_INPUT) {
            throw PayloadException.tooLarge("The inputs have " + bytes + " bytes together; at most " + MAX_INPUT
                    + " are taken at a time. Submit fewer at once.");
        }
        List<Payload> checked = new ArrayList<>(inputs.size());
        List<String> faults = new ArrayList<>();
        boolean tooLarge = true;
        for (int i = 0; i < inputs.size(); i++) {
            try {
                checked.add(inputs.get(i).checked());
            } catch (PayloadException e) {
                faults.add("Input " + (i + 1) + ": " + e.getMessage());
                tooLarge &= e.isTooLarge();
            }
        }
        if (!faults.isEmpty()) {
            String all = "Nothing was accepted. " + String.join(" ", faults);
            throw tooLarge ? PayloadException.tooLarge(all) : new PayloadException(all);
        }
        return checked;
    }

    // ── questions and answers ──

    private Submissions.@Nullable Once once(String client, String target, Payload input, SubmitOptions options) {
        return options.idempotencyKey() == null
                ? null
                : new Submissions.Once(
                        new RequestKey(client, options.idempotencyKey()),
                        target + "/" + ContentHash.of(input),
                        hub.settings().keep().keys());
    }

    private Submissions.Submit submission(
            RoleLoop loop,
            Submissions.What what,
            Payload input,
            Submissions.@Nullable Once once,
            SubmitOptions options) {
        return new Submissions.Submit(
                new ProcessId(loop.newProcessId()),
                what,
                input,
                options.labels(),
                once,
                options.deadline(),
                hub::maxPending);
    }

    private EngineHubException refused(Submissions.Answer answer, String target, SubmitOptions options) {
        if (answer instanceof Submissions.Answer.Full full) {
            return new EngineFullException(
                    "The waiting queue is full: " + full.pending() + " processes are PENDING. Nothing was accepted.",
                    Duration.ofSeconds(1));
        }
        if (answer instanceof Submissions.Answer.Conflict conflict) {
            return new KeyConflictException("Idempotency key '" + options.idempotencyKey()
                    + "' was used with another request, for process " + conflict.earlier() + ". Use another key.");
        }
        return noFlow(target);
    }

    /** A flow that is not deployed; tells which ones are. */
    UnknownFlowException noFlow(String flowKey) {
        List<String> keys = history.flows().stream()
                .filter(FlowRow::isLive)
                .map(row -> row.version().key())
                .distinct()
                .toList();
        String live = keys.isEmpty() ? "No flow is deployed." : "Deployed are " + String.join(", ", keys) + ".";
        return new UnknownFlowException("Flow '" + flowKey + "' has no live version. " + live);
    }
}
