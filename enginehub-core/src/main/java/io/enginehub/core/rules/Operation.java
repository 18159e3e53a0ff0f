package io.enginehub.core.rules;

import io.enginehub.api.spi.Reads;

/**
 * A request to the rules: says what it has to see, and decides on what it sees. May be asked again, first what it
 * has to see, when a transaction is repeated: deciding twice has to do no more than deciding once.
 */
public interface Operation<A> {
    /** Adds what this needs to what a transaction reads. */
    void reads(Reads reads);

    /** Decides under lock; what is to be written goes into the ledger. */
    A decide(Ledger ledger);

    /** Whether it is decided after the others of its batch, so that it sees what they bring. */
    default boolean isLast() {
        return false;
    }

    /** About how many bytes this writes. */
    default long bytes() {
        return 0;
    }
}
