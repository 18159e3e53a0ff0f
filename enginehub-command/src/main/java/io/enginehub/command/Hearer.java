package io.enginehub.command;

import io.enginehub.api.LoadContext;
import io.enginehub.api.StepContext;
import org.slf4j.Logger;

/** Hears what a process says before it answers, on the thread that asks. */
interface Hearer {
    void log(String line);

    void warn(String line);

    void progress(double fraction);

    /** What belongs to a step. */
    static Hearer of(StepContext step) {
        return new Hearer() {
            @Override
            public void log(String line) {
                step.log(line);
            }

            @Override
            public void warn(String line) {
                step.warn(line);
            }

            @Override
            public void progress(double fraction) {
                step.progress(fraction);
            }
        };
    }

    /** What is said while a model is loaded. */
    static Hearer of(Logger log, String name, LoadContext loading) {
        return new Hearer() {
            private static final int MOST = 1000;
            private int lines;

            @Override
            public void log(String line) {
                if (lines++ < MOST) {
                    log.info("{}: {}", name, line);
                }
            }

            @Override
            public void warn(String line) {
                if (lines++ < MOST) {
                    log.warn("{}: {}", name, line);
                }
            }

            @Override
            public void progress(double fraction) {
                loading.progress(fraction);
            }
        };
    }
}
