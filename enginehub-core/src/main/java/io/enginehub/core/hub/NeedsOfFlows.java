package io.enginehub.core.hub;

import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.ProcessRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the last process of each flow needed when it began: a guess at what the next one will need. */
final class NeedsOfFlows {
    private static final int MOST = 1000;

    private final Map<String, Need> needs = new LinkedHashMap<>();

    void seen(ProcessRow inserted) {
        String flow = inserted.head().flow().key();
        if (!inserted.need().equals(needs.put(flow, inserted.need())) && needs.size() > MOST) {
            needs.remove(needs.keySet().iterator().next());
        }
    }

    @Nullable
    Need of(String flow) {
        return needs.get(flow);
    }
}
