package io.enginehub.api.spi;

/** What an agent says to an event. */
public enum Accepted {
    ACCEPTED,
    /** The agent handles as many as it can. */
    BUSY,
    /** The agent does not hold the model; send it first. */
    UNKNOWN_MODEL
}
