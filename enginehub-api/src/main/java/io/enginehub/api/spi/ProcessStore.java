package io.enginehub.api.spi;

import io.enginehub.api.StoreException;
import java.util.function.Function;

/**
 * Where processes are: rows under lock. A store knows no rule of the engine. Thread-safe.
 */
public interface ProcessStore extends AutoCloseable {
    /**
     * Locks and reads what is asked for, asks {@code decide} what to write, writes it and commits. Blocks; when it
     * returns, the writes are durable. All locks are taken in the order session, key, flow, process id.
     *
     * @param decide pure; may be asked more than once, and what it answered last is written
     * @throws StoreException saying what is known about the outcome
     */
    void transact(Reads reads, Function<Rows, Writes> decide);

    /** Reads without locks. */
    ProcessHistory history();

    /** Whether {@link #transact} and reads return at once, so that they may be called on a role's loop. */
    default boolean isImmediate() {
        return false;
    }

    @Override
    void close();
}
