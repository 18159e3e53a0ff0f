package io.enginehub.core.sim;

import io.enginehub.api.Algorithm;
import io.enginehub.api.LoadContext;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.core.flow.ContentHash;

/** An algorithm whose model says how often it fails and whom it kills, and which tells the oracle what it did. */
final class SampleAlgorithm implements Algorithm {
    /** So many steps, of which one logs something: the result of a process without a line is told with its end. */
    private static final int LOG_EACH = 4;

    /** How far loads say they are. */
    static final double LOADED = 0.25;
    /** How far handlers say they are. */
    private static final double HANDLED = 0.5;

    private final String name;
    private final String host;
    private final Faults faults;
    private final Oracle oracle;
    private final Executions executions;
    private final HandlerThreads threads;
    private final Runnable die;

    /**
     * An algorithm on a host.
     *
     * @param die kills the host
     */
    SampleAlgorithm(String name, String host, Faults faults, Oracle oracle, HandlerThreads threads, Runnable die) {
        this.name = name;
        this.host = host;
        this.faults = faults;
        this.oracle = oracle;
        this.executions = oracle.executions;
        this.threads = threads;
        this.die = die;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model load(Payload model) {
        throw new IllegalStateException("agents tell a load whom to tell how far it is");
    }

    @Override
    public Model load(Payload model, LoadContext load) {
        load.progress(LOADED);
        long rest = faults.loadingOn();
        String hash = ContentHash.of(model);
        String text = model.text();
        if (text.contains("\"bad\"") || faults.loadFails()) {
            executions.loadFailed(host, hash);
            threads.workOn(rest, () -> {});
            throw new IllegalArgumentException("a bad model");
        }
        threads.workOn(rest, () -> executions.warm(host, hash));
        return new Loaded(hash, number(text, "\"fails\":"), number(text, "\"kills\":"), text.contains("\"flaky\""));
    }

    private static int number(String text, String key) {
        int at = text.indexOf(key);
        return at < 0 ? 0 : Character.digit(text.charAt(at + key.length()), 10);
    }

    /** A loaded model. A flaky one lets every other event fail, by chance, and an attempt that is made twice end in two ways. */
    private final class Loaded implements Model {
        private final String hash;
        private final int fails;
        private final int kills;
        private final boolean flaky;
        private boolean closed;

        Loaded(String hash, int fails, int kills, boolean flaky) {
            this.hash = hash;
            this.fails = fails;
            this.kills = kills;
            this.flaky = flaky;
        }

        @Override
        public Payload apply(Payload input, StepContext step) {
            oracle.check(!closed, () -> step.key() + " was handled with a model that is closed");
            return handle(
                    step.attempt() <= fails || flaky && executions.flakes(step.key(), step.attempt(), faults.coin()),
                    kills,
                    step);
        }

        @Override
        public void close() {
            oracle.check(!closed, () -> "a model of " + name + " was closed twice");
            closed = true;
            executions.cold(host, hash);
        }
    }

    private Payload handle(boolean fails, int kills, StepContext step) {
        boolean talks =
                name.equals(SampleFlows.LATE) || Math.floorMod(step.key().hashCode(), LOG_EACH) == 0;
        if (talks) {
            oracle.lines.said(step.key(), step.attempt());
            step.log(LineOracle.text(step.attempt()));
        }
        step.progress(HANDLED);
        if (executions.mayKill(step.key(), kills)) {
            die.run();
        }
        if (talks) {
            threads.workOn(faults.workingOn(), () -> {});
        }
        if (fails) {
            executions.fail(step.key(), step.attempt());
            throw new IllegalStateException("attempt " + step.attempt() + " fails");
        }
        return executions.succeed(step.key());
    }
}
