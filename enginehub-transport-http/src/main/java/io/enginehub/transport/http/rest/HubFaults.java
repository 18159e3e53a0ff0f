package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.EngineFullException;
import io.enginehub.api.EngineHubException;
import io.enginehub.api.FlowFault;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.KeyConflictException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.PayloadException;
import io.enginehub.api.StoreException;
import io.enginehub.api.UnknownFlowException;
import io.enginehub.api.UnknownProcessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a far hub's problem is as an exception: the one that the hub has thrown there. */
final class HubFaults {
    private HubFaults() {}

    static RuntimeException of(int status, JsonNode problem, Duration retryAfter) {
        String told = problem.path("detail").asText("The hub answered with status " + status + ".");
        return switch (problem.path("code").asText("")) {
            case "INVALID_FLOW" -> new InvalidFlowException(faults(problem));
            case "NOT_PROMOTABLE" ->
                problem.has("faults") ? new NotPromotableException(faults(problem)) : new NotPromotableException(told);
            case "BAD_PAYLOAD" -> new PayloadException(told);
            case "TOO_LARGE" -> PayloadException.tooLarge(told);
            case "QUEUE_FULL" -> new EngineFullException(told, retryAfter);
            case "UNKNOWN_FLOW" -> new UnknownFlowException(told);
            case "UNKNOWN_PROCESS" -> new UnknownProcessException(told);
            case "KEY_CONFLICT" -> new KeyConflictException(told);
            case "NOT_WARM" -> new NotWarmException(told, true);
            case "STORE" -> new StoreException(StoreException.Fault.NOT_DONE, told, null);
            case "STORE_READ_ONLY" -> new StoreException(StoreException.Fault.READ_ONLY, told, null);
            case "UNKNOWN_OUTCOME" -> new StoreException(StoreException.Fault.UNKNOWN, told, null);
            case "STOPPED" -> new StoppedException(told);
            case "OTHER_STATUS" -> new OtherStatusException(told);
            default -> status == 400 ? new IllegalArgumentException(told) : new RefusedException(told);
        };
    }

    private static List<FlowFault> faults(JsonNode problem) {
        List<FlowFault> faults = new ArrayList<>();
        problem.path("faults")
                .forEach(fault -> faults.add(new FlowFault(
                        fault.path("path").asText(),
                        fault.path("problem").asText(),
                        fault.path("remedy").asText())));
        return faults;
    }

    /** A process is where it cannot be moved from so. */
    static final class OtherStatusException extends EngineHubException {
        private static final long serialVersionUID = 1;

        OtherStatusException(String message) {
            super(message);
        }
    }

    /** The hub has stopped, and has not done what it was asked to. */
    static final class StoppedException extends EngineHubException {
        private static final long serialVersionUID = 1;

        StoppedException(String message) {
            super("The hub refused: " + message);
        }
    }

    /** The hub does not do this for this caller, or not now. */
    static final class RefusedException extends EngineHubException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super("The hub refused: " + message);
        }
    }
}
