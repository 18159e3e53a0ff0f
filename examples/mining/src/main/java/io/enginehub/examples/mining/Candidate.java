package io.enginehub.examples.mining;

import io.enginehub.api.Payload;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A classifier to try.
 *
 * @param classifier its name without the first part, such as {@code decisionTree}
 * @param model the model of its trainer; {@code {}} by default
 * @param standardise whether columns are standardised first, by the training rows of each fold; not by default
 */
record Candidate(
        String classifier,
        @Nullable Map<String, Object> model,
        @Nullable Boolean standardise) {
    Candidate {
        Objects.requireNonNull(classifier, "\"classifier\" is missing");
    }

    Payload settings() {
        return model == null ? Payload.EMPTY_OBJECT : Payload.of(model);
    }

    boolean isStandardised() {
        return Boolean.TRUE.equals(standardise);
    }

    Learner learner() {
        return Learner.named(classifier);
    }

    /** Throws when there is no such classifier, or its trainer does not take the model. */
    void check() throws Exception {
        learner().trainer().load(settings()).close();
    }
}
