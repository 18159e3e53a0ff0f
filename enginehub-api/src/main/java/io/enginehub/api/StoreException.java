package io.enginehub.api;

import org.jspecify.annotations.Nullable;

/** A store did not do what it was asked to. {@link #fault()} says what is known about the outcome. */
public final class StoreException extends EngineHubException {
    private static final long serialVersionUID = 1;

    /** What is known about the transaction that failed. */
    public enum Fault {
        /** Certainly not committed. */
        NOT_DONE,
        /** Sent, and nobody knows whether it was committed. The same batch has to be run again. */
        UNKNOWN,
        /** The store takes no writes at present, for instance because its disk is full. Certainly not committed. */
        READ_ONLY
    }

    private final Fault fault;

    public StoreException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
