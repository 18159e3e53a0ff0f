package io.enginehub.api;

import java.util.List;
import java.util.stream.Collectors;

/** A flow was refused. {@link #faults()} holds everything that is wrong with it, not just the first fault. */
public final class InvalidFlowException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final transient List<FlowFault> faults;

    public InvalidFlowException(List<FlowFault> faults) {
        super(faults.stream().map(FlowFault::toString).collect(Collectors.joining("\n  ", headline(faults), "")));
        this.faults = List.copyOf(faults);
    }

    private static String headline(List<FlowFault> faults) {
        return faults.size() == 1 ? "The flow has a fault:\n  " : "The flow has " + faults.size() + " faults:\n  ";
    }

    public List<FlowFault> faults() {
        return faults;
    }
}
