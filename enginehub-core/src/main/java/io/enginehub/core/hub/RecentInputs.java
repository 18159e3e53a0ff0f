package io.enginehub.core.hub;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Writes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the processes that came to this hub last, until they are claimed for the first time: most are at once, and
 * the store need not be asked for what it was just given. Bounded; confined to the loop.
 */
final class RecentInputs {
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_ENTRIES = 10_000;

    private final Map<ProcessId, Payload> inputs = new LinkedHashMap<>();
    private long bytes;

    void committed(Writes writes) {
        for (Writes.PayloadRow row : writes.payloads()) {
            if (row.name().equals(ProcessHistory.INPUT)) {
                bytes += row.payload().size();
                inputs.put(row.process(), row.payload());
            }
        }
        Iterator<Payload> oldest = inputs.values().iterator();
        while (bytes > MAX_BYTES || inputs.size() > MAX_ENTRIES) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    /** Gives an input, and forgets it; null: it is to be read. */
    @Nullable
    Payload take(ProcessId id) {
        Payload input = inputs.remove(id);
        bytes -= input == null ? 0 : input.size();
        return input;
    }
}
