package io.enginehub.core.sim;

import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.Writes;
import io.enginehub.core.local.InMemoryProcessStore;
import java.time.Instant;

/** The one store of all hubs, and its clock, which steps now and then. */
final class SimulatedStore {
    /** The clock is never further from the truth than that. */
    static final long MAX_OFFSET = 1_500 * SimulatedTime.MILLI;

    final InMemoryProcessStore rows;
    /** Is told of each commit. */
    Recorder recorder = (reads, seen, writes) -> {};

    private final SimulatedTime time;
    private final Oracle oracle;
    private long offset;

    SimulatedStore(SimulatedTime time, Oracle oracle) {
        this.time = time;
        this.oracle = oracle;
        this.rows = new InMemoryProcessStore(this::now);
    }

    /** Hears what a transaction asked for, what it saw, and what it wrote. */
    interface Recorder {
        void committed(Reads reads, Rows seen, Writes writes);
    }

    Instant now() {
        return Boot.storeTime(time).plusNanos(offset);
    }

    /** The clock steps to so far from the truth. */
    void stepTo(long nanos) {
        if (offset != nanos) {
            offset = nanos;
            oracle.storeTimeSteps();
        }
    }

    /** What is really there. */
    ProcessHistory truth() {
        return rows.history();
    }
}
