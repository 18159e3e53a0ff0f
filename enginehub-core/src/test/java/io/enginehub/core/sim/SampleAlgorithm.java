package io.enginehub.core.sim;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;

/** An algorithm whose model says how often it fails, and which tells the oracle what it did. */
final class SampleAlgorithm implements Algorithm {
    private final String name;
    private final Executions executions;

    SampleAlgorithm(String name, Executions executions) {
        this.name = name;
        this.executions = executions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) {
        String text = model.text();
        if (text.contains("\"bad\"")) {
            throw new IllegalArgumentException("a bad model");
        }
        int at = text.indexOf("\"fails\":");
        int fails = at < 0 ? 0 : Character.digit(text.charAt(at + "\"fails\":".length()), 10);
        return (input, step) -> apply(fails, step);
    }

    private Payload apply(int fails, StepContext step) {
        step.log("attempt " + step.attempt());
        if (step.attempt() <= fails) {
            executions.fail(step.key(), step.attempt());
            throw new IllegalStateException("attempt " + step.attempt() + " fails");
        }
        return executions.succeed(step.key());
    }
}
