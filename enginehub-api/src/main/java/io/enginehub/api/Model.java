package io.enginehub.api;

/** A loaded model: handles many inputs, many at a time. Thread-safe. */
@FunctionalInterface
public interface Model extends AutoCloseable {
    /**
     * Handles one input.
     *
     * @throws InputException when the input is at fault: no retry
     * @throws Exception any other: the attempt fails with kind {@code ALGORITHM}
     */
    Payload apply(Payload input, StepContext step) throws Exception;

    /** Frees what the model holds; called once, when no input is in it any more. */
    @Override
    default void close() {}
}
