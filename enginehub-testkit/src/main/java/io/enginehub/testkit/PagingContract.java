package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists of processes, and which are outdated. */
abstract class PagingContract extends KeyedRowContract {
    @Test
    void listsTheNewestFirstInPages() {
        for (int i = 1; i <= 5; i++) {
            insert(pending(i, TREE));
        }
        update(finished(running(stored(id(4)), OWNER, 1), NOON));
        ProcessQuery query = ProcessQuery.all()
                .flow("sample")
                .statuses(Set.of(ProcessStatus.PENDING))
                .limit(2);
        Page<ProcessRow> first = store().history().list(query);
        assertEquals(
                List.of(id(5), id(3)),
                first.items().stream().map(ProcessRow::id).toList());
        Page<ProcessRow> second = store().history().list(query.after(first.next()));
        assertEquals(
                List.of(id(2), id(1)),
                second.items().stream().map(ProcessRow::id).toList());
        assertNull(second.next());
        assertEquals(
                List.of(id(2)),
                store()
                        .history()
                        .list(ProcessQuery.all().labels(Map.of("number", "2")).limit(10))
                        .items()
                        .stream()
                        .map(ProcessRow::id)
                        .toList());
    }

    @Test
    void namesOutdatedProcessesByAgeAndCount() {
        for (int i = 1; i <= 4; i++) {
            insert(pending(i, TREE));
        }
        for (int i = 1; i <= 3; i++) {
            ProcessRow row = finished(running(stored(id(i)), OWNER, 1), NOON.plusSeconds(i));
            update(row);
        }
        ProcessHistory history = store().history();
        assertEquals(List.of(), history.outdated(NOON, 3, 10));
        assertEquals(List.of(id(1)), history.outdated(NOON, 2, 10));
        assertEquals(List.of(id(1), id(2)), history.outdated(NOON.plusSeconds(3), 3, 10));
        assertEquals(List.of(id(1)), history.outdated(NOON.plusSeconds(3), 3, 1));
    }
}
