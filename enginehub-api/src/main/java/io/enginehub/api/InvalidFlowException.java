package io.enginehub.api;

import java.util.List;

/** A flow was refused. {@link #faults()} holds everything that is wrong with it, not just the first fault. */
public final class InvalidFlowException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final transient List<FlowFault> faults;

    public InvalidFlowException(List<FlowFault> faults) {
        super(FlowFault.all("The flow", faults));
        this.faults = List.copyOf(faults);
    }

    public List<FlowFault> faults() {
        return faults;
    }
}
