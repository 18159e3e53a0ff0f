package io.enginehub.store.jdbc;

import io.enginehub.api.Check;
import io.enginehub.api.LogLine;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.SessionState;

/** The numbers that stand for what is one of a few. They are stored: none is ever given to something else. */
final class Codes {
    private Codes() {}

    static int of(ProcessStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case RUNNING -> 1;
            case FINISHED -> 2;
            case FAILED -> 3;
            case CANCELLED -> 4;
            case TIMED_OUT -> 5;
        };
    }

    static ProcessStatus status(int code) {
        for (ProcessStatus status : ProcessStatus.values()) {
            if (of(status) == code) {
                return status;
            }
        }
        throw unknown("status", code);
    }

    static int of(SessionState state) {
        return switch (state) {
            case HELD -> 0;
            case LOST -> 1;
            case SUPERSEDED -> 2;
        };
    }

    static SessionState session(int code) {
        for (SessionState state : SessionState.values()) {
            if (of(state) == code) {
                return state;
            }
        }
        throw unknown("state of a session", code);
    }

    static int of(Check.Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> 0;
            case NO_AGENT -> 1;
            case NO_SLOT -> 2;
            case AGENT_BUSY -> 3;
        };
    }

    static Check.Verdict verdict(int code) {
        for (Check.Verdict verdict : Check.Verdict.values()) {
            if (of(verdict) == code) {
                return verdict;
            }
        }
        throw unknown("verdict", code);
    }

    static int of(LogLine.Level level) {
        return switch (level) {
            case INFO -> 0;
            case WARN -> 1;
        };
    }

    static LogLine.Level level(int code) {
        return code == 1 ? LogLine.Level.WARN : LogLine.Level.INFO;
    }

    private static IllegalStateException unknown(String what, int code) {
        return new IllegalStateException("The database holds " + code + " as a " + what
                + ", which this version of EngineHub does not know. A newer one wrote it, or the file is damaged.");
    }
}
