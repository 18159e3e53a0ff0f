package io.enginehub.core.hub;

import io.enginehub.api.Check;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.Need;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How dispatchers saw waiting needs, counted until it is written: never once per look and process. */
final class CheckLog {
    private static final int MAX_ROWS = 1000;

    private record Key(Need need, String dispatcher, Check.Verdict verdict, String detail) {}

    private final Map<Key, CheckRow> rows = new LinkedHashMap<>();

    void denied(Need need, String dispatcher, Check.Verdict verdict, String detail, Instant at) {
        if (rows.size() < MAX_ROWS) {
            rows.merge(
                    new Key(need, dispatcher, verdict, detail),
                    new CheckRow(need, dispatcher, verdict, detail, 1, at, at),
                    (a, b) -> new CheckRow(need, dispatcher, verdict, detail, a.count() + 1, a.first(), at));
        }
    }

    List<CheckRow> take() {
        List<CheckRow> taken = List.copyOf(rows.values());
        rows.clear();
        return taken;
    }
}
