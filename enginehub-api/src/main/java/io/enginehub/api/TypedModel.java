package io.enginehub.api;

/** A loaded model whose input and output are Java types. Thread-safe. */
@FunctionalInterface
public interface TypedModel<I, O> extends AutoCloseable {
    /** Handles one input; see {@link Model#apply}. */
    O apply(I input, StepContext step) throws Exception;

    @Override
    default void close() {}
}
