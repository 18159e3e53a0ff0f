package io.enginehub.consul;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something has begun to fail, and once that it is well again. Not for several threads at once. */
final class Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

    private final String well;
    private boolean raised;

    /** @param well what is said when all is well again */
    Alarm(String well) {
        this.well = well;
    }

    void raise(String what, Exception why) {
        if (!raised) {
            raised = true;
            LOG.warn("{} ({})", what, reason(why));
        }
    }

    void clear() {
        if (raised) {
            raised = false;
            LOG.info("{}", well);
        }
    }

    boolean isRaised() {
        return raised;
    }

    private static String reason(Exception why) {
        Throwable cause = why.getCause() == null ? why : why.getCause(); // why: the client only says that it failed
        return OddEntries.shown(String.valueOf(cause.getMessage()));
    }
}
