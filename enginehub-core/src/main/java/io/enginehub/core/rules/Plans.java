package io.enginehub.core.rules;

import io.enginehub.api.spi.PlanHash;

/** The flows that a hub has loaded. */
@FunctionalInterface
public interface Plans {
    /**
     * What the rules have to know of a flow.
     *
     * @throws MissingPlanException when it is not loaded
     */
    PlanFacts facts(PlanHash hash);
}
