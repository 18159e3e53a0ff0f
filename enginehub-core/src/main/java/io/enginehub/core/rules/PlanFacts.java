package io.enginehub.core.rules;

import io.enginehub.api.spi.Need;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules have to know of a flow. */
public interface PlanFacts {
    /** How many steps a process of it has. */
    int steps();

    /** What is still needed when some steps are finished. */
    Need remaining(Set<String> finished);

    /** The flow's own deadline, from the submit. */
    @Nullable
    Duration deadline();
}
