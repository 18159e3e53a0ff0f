package io.enginehub.api;

import java.util.List;

/**
 * The cut that was asked for cannot be made into a flow of its own. {@link #faults()} holds everything that is wrong with
 * it, not just the first fault; it is empty where the process is what stands in the way, which the message tells.
 */
public final class NotPromotableException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final transient List<FlowFault> faults;

    public NotPromotableException(String message) {
        super(message);
        this.faults = List.of();
    }

    public NotPromotableException(List<FlowFault> faults) {
        super(FlowFault.all("The cut", faults));
        this.faults = List.copyOf(faults);
    }

    public List<FlowFault> faults() {
        return faults;
    }
}
