package io.enginehub.core.rules;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.spi.PlanHash;

/** A decision needs a flow that this hub has not loaded yet. Load it, and ask again. */
public final class MissingPlanException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final transient PlanHash plan;

    public MissingPlanException(PlanHash plan) {
        super("Plan " + plan + " is not loaded.");
        this.plan = plan;
    }

    public PlanHash plan() {
        return plan;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this; // why: it is an answer, not an accident
    }
}
