package io.enginehub.command;

/** A line that is no answer; the message says what is wrong with it. */
final class MalformedAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedAnswerException(String message) {
        super(message);
    }
}
