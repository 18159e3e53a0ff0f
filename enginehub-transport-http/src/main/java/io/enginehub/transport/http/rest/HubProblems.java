package io.enginehub.transport.http.rest;

import io.enginehub.api.EngineFullException;
import io.enginehub.api.FlowFault;
import io.enginehub.api.InterruptedWaitException;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.KeyConflictException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.PayloadException;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.StoreException;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.server.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client is told when a hub throws. */
public final class HubProblems {
    private static final Duration SOON = Duration.ofSeconds(1);

    private HubProblems() {}

    /** The problem that stands for an exception; empty: it is none that a hub throws on purpose. */
    public static Optional<Problem> of(Throwable fault) {
        String told = String.valueOf(fault.getMessage());
        if (fault instanceof InvalidFlowException invalid) {
            return Optional.of(new Problem(422, "INVALID_FLOW", told, faults(invalid.faults()), null));
        }
        if (fault instanceof NotPromotableException cut) {
            return Optional.of(new Problem(409, "NOT_PROMOTABLE", told, faults(cut.faults()), null));
        }
        if (fault instanceof PayloadException payload) {
            return Optional.of(
                    payload.isTooLarge() ? new Problem(413, "TOO_LARGE", told) : new Problem(400, "BAD_PAYLOAD", told));
        }
        if (fault instanceof EngineFullException full) {
            return Optional.of(new Problem(429, "QUEUE_FULL", told, List.of(), full.retryAfter()));
        }
        if (fault instanceof StoreException store) {
            return Optional.of(store(store, told));
        }
        return code(fault).map(problem -> new Problem(problem.status(), problem.code(), told));
    }

    private static Optional<Problem> code(Throwable fault) {
        if (fault instanceof UnknownFlowException) {
            return Optional.of(new Problem(404, "UNKNOWN_FLOW", ""));
        }
        if (fault instanceof UnknownProcessException) {
            return Optional.of(new Problem(404, "UNKNOWN_PROCESS", ""));
        }
        if (fault instanceof KeyConflictException) {
            return Optional.of(new Problem(409, "KEY_CONFLICT", ""));
        }
        if (fault instanceof NotWarmException) {
            return Optional.of(new Problem(409, "NOT_WARM", ""));
        }
        if (fault instanceof StillRunningException) {
            return Optional.of(new Problem(409, "STILL_RUNNING", ""));
        }
        return fault instanceof InterruptedWaitException
                ? Optional.of(new Problem(503, "STOPPED", ""))
                : Optional.empty();
    }

    private static Problem store(StoreException store, String told) {
        return switch (store.fault()) {
            case NOT_DONE -> new Problem(503, "STORE", told, List.of(), SOON);
            case READ_ONLY -> new Problem(503, "STORE_READ_ONLY", told, List.of(), SOON);
            case UNKNOWN -> new Problem(504, "UNKNOWN_OUTCOME", told);
        };
    }

    private static List<Problem.Fault> faults(List<FlowFault> faults) {
        return faults.stream()
                .map(fault -> new Problem.Fault(fault.path(), fault.problem(), fault.remedy()))
                .toList();
    }
}
