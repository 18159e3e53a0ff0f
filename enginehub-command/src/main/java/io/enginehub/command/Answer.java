package io.enginehub.command;

import io.enginehub.api.Payload;
import org.jspecify.annotations.Nullable;

/** A line of a process; {@link AnswerReader} makes one of bytes. */
sealed interface Answer {
    /** Which question it belongs to; null: it does not say. */
    @Nullable
    Long id();

    /** The model is loaded. */
    record Ready(@Nullable Long id) implements Answer {}

    record Output(@Nullable Long id, Payload payload) implements Answer {}

    /**
     * It did not work.
     *
     * @param input whether the input is at fault, so that another attempt can only fail again
     */
    record Fault(@Nullable Long id, boolean input, String message) implements Answer {}

    /** Something for the log; the question is still open. */
    record Note(@Nullable Long id, boolean warning, String text) implements Answer {}

    /** How far it is; the question is still open. */
    record Progress(@Nullable Long id, double fraction) implements Answer {}
}
