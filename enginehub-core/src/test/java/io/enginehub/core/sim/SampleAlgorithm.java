package io.enginehub.core.sim;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.core.flow.ContentHash;

/** An algorithm whose model says how often it fails and whom it kills, and which tells the oracle what it did. */
final class SampleAlgorithm implements Algorithm {
    private final String name;
    private final String host;
    private final Faults faults;
    private final Executions executions;
    private final Runnable die;

    /**
     * An algorithm on a host.
     *
     * @param die kills the host
     */
    SampleAlgorithm(String name, String host, Faults faults, Executions executions, Runnable die) {
        this.name = name;
        this.host = host;
        this.faults = faults;
        this.executions = executions;
        this.die = die;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) {
        String hash = ContentHash.of(model);
        String text = model.text();
        if (text.contains("\"bad\"") || faults.loadFails()) {
            executions.loadFailed(host, hash);
            throw new IllegalArgumentException("a bad model");
        }
        executions.warm(host, hash);
        int fails = number(text, "\"fails\":");
        int kills = number(text, "\"kills\":");
        return new Model() {
            @Override
            public Payload apply(Payload input, StepContext step) {
                return handle(fails, kills, step);
            }

            @Override
            public void close() {
                executions.cold(host, hash);
            }
        };
    }

    private static int number(String text, String key) {
        int at = text.indexOf(key);
        return at < 0 ? 0 : Character.digit(text.charAt(at + key.length()), 10);
    }

    private Payload handle(int fails, int kills, StepContext step) {
        step.log("attempt " + step.attempt());
        step.progress(0.5);
        if (executions.mayKill(step.key(), kills)) {
            die.run();
        }
        if (step.attempt() <= fails) {
            executions.fail(step.key(), step.attempt());
            throw new IllegalStateException("attempt " + step.attempt() + " fails");
        }
        return executions.succeed(step.key());
    }
}
