package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.running;
import static io.enginehub.testkit.SampleRows.submitted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Six processes, submitted so many milliseconds after noon, by the clocks of several hubs. */
    private void insertOutOfOrder() {
        int[] millis = {3, 1, 2, 2, 5, 1};
        for (int i = 0; i < millis.length; i++) {
            insert(submitted(pending(i + 1, TREE), NOON.plusMillis(millis[i])));
        }
    }

    private static List<ProcessId> ids(int... numbers) {
        return Arrays.stream(numbers).mapToObj(SampleRows::id).toList();
    }

    private static List<ProcessId> ids(Page<ProcessRow> page) {
        return page.items().stream().map(ProcessRow::id).toList();
    }

    private List<ProcessId> list(ProcessQuery query) {
        List<ProcessId> all = new ArrayList<>();
        ProcessQuery next = query;
        while (next != null) {
            Page<ProcessRow> page = store().history().list(next);
            all.addAll(ids(page));
            next = page.next() == null ? null : next.after(page.next());
        }
        return all;
    }

    @Test
    void listsByTheTimeOfTheSubmitAndThenByNumber() {
        insertOutOfOrder();
        for (int limit = 1; limit <= 7; limit++) {
            assertEquals(ids(5, 1, 4, 3, 6, 2), list(ProcessQuery.all().limit(limit)), "pages of " + limit);
        }
    }

    @Test
    void listsWhatWasSubmittedFromATimeOnAndBeforeAnother() {
        insertOutOfOrder();
        ProcessQuery all = ProcessQuery.all().limit(2);
        assertEquals(ids(5, 1, 4, 3), list(all.since(NOON.plusMillis(2))), "the beginning is in");
        assertEquals(ids(6, 2), list(all.until(NOON.plusMillis(2))), "the end is out");
        assertEquals(
                ids(1, 4, 3), list(all.since(NOON.plusMillis(2)).until(NOON.plusMillis(5))), "from one to the other");
        assertEquals(ids(5, 1), list(all.since(NOON.plusMillis(2).plusNanos(1))), "a little later");
        assertEquals(ids(4, 3, 6, 2), list(all.until(NOON.plusMillis(2).plusNanos(1))), "a little later");
        assertEquals(ids(), list(all.since(NOON.plusMillis(6))));
        assertEquals(ids(), list(all.until(NOON.plusMillis(1))));
        assertEquals(ids(), list(all.since(NOON.plusMillis(3)).until(NOON.plusMillis(3))));
        assertEquals(ids(), list(all.since(NOON.plusMillis(4)).until(NOON.plusMillis(2))), "the wrong way round");
        assertEquals(ids(5, 1, 4, 3, 6, 2), list(all.since(Instant.MIN).until(Instant.MAX)));
        assertEquals(ids(), list(all.since(Instant.MAX)));
        assertEquals(ids(), list(all.until(Instant.MIN)));
    }

    @Test
    void goesOnBehindAPageWhateverHappenedMeanwhile() {
        insertOutOfOrder();
        ProcessQuery query = ProcessQuery.all()
                .since(NOON.plusMillis(1))
                .until(NOON.plusMillis(5))
                .limit(2);
        Page<ProcessRow> first = store().history().list(query);
        assertEquals(ids(1, 4), ids(first));
        write(writes -> writes.delete(id(4)));
        insert(submitted(pending(7, TREE), NOON.plusMillis(4)), submitted(pending(8, TREE), NOON.plusMillis(1)));
        Page<ProcessRow> second = store().history().list(query.after(first.next()));
        assertEquals(ids(3, 8), ids(second));
        assertEquals(ids(6, 2), ids(store().history().list(query.after(second.next()))));
    }

    @Test
    void refusesAPageThatNoneHasNamed() {
        for (String page : List.of("", "17", "_", "x_y", "17_", "17_yesterday", NOON.toString(), "1.5_" + NOON)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store().history().list(ProcessQuery.all().after(page)),
                    page);
        }
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
