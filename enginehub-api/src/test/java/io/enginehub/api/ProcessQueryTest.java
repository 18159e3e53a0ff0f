package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProcessQueryTest {
    /** Each way to ask for less than all. */
    private static final List<UnaryOperator<ProcessQuery>> NARROWED = List.of(
            query -> query.flow("wine"),
            query -> query.statuses(Set.of(ProcessStatus.FAILED)),
            query -> query.labels(Map.of("team", "red")),
            query -> query.since(Instant.EPOCH),
            query -> query.until(Instant.MAX),
            query -> query.after("17"),
            query -> query.limit(7));

    @Test
    void isAnotherOneWhenItIsNarrowedDown() {
        String all = ProcessQuery.all().toString();
        for (UnaryOperator<ProcessQuery> narrow : NARROWED) {
            ProcessQuery narrowed = narrow.apply(ProcessQuery.all());
            assertNotEquals(ProcessQuery.all(), narrowed);
            assertNotEquals(all, narrowed.toString());
            assertEquals(narrowed, narrow.apply(ProcessQuery.all()));
            assertEquals(narrowed.hashCode(), narrow.apply(ProcessQuery.all()).hashCode());
        }
        assertEquals(all, ProcessQuery.all().toString());
    }

    @Test
    void keepsWhatItWasNarrowedDownToBefore() {
        ProcessQuery forwards = ProcessQuery.all();
        ProcessQuery backwards = ProcessQuery.all();
        for (int i = 0; i < NARROWED.size(); i++) {
            forwards = NARROWED.get(i).apply(forwards);
            backwards = NARROWED.get(NARROWED.size() - 1 - i).apply(backwards);
        }
        assertEquals(forwards, backwards);
        assertEquals("wine", forwards.flow());
        assertEquals(Set.of(ProcessStatus.FAILED), forwards.statuses());
        assertEquals(Map.of("team", "red"), forwards.labels());
        assertEquals(Instant.EPOCH, forwards.since());
        assertEquals(Instant.MAX, forwards.until());
        assertEquals("17", forwards.after());
        assertEquals(7, forwards.limit());
    }

    @Test
    void asksForWhatWasSaidLast() {
        ProcessQuery query = ProcessQuery.all();
        for (UnaryOperator<ProcessQuery> narrow : NARROWED) {
            query = narrow.apply(query);
        }
        ProcessQuery other = query.flow("iris")
                .statuses(Set.of(ProcessStatus.FINISHED))
                .labels(Map.of("team", "blue"))
                .since(Instant.MIN)
                .until(Instant.EPOCH)
                .after("18")
                .limit(8);
        assertEquals("iris", other.flow());
        assertEquals(Set.of(ProcessStatus.FINISHED), other.statuses());
        assertEquals(Map.of("team", "blue"), other.labels());
        assertEquals(Instant.MIN, other.since());
        assertEquals(Instant.EPOCH, other.until());
        assertEquals("18", other.after());
        assertEquals(8, other.limit());
        ProcessQuery wide = other.flow(null)
                .statuses(Set.of())
                .labels(Map.of())
                .since(null)
                .until(null)
                .after(null)
                .limit(100);
        assertEquals(ProcessQuery.all(), wide);
    }

    @Test
    void takesNoPartInWhatItWasGiven() {
        Set<ProcessStatus> statuses = EnumSet.of(ProcessStatus.FAILED);
        Map<String, String> labels = new HashMap<>(Map.of("team", "red"));
        ProcessQuery query = ProcessQuery.all().statuses(statuses).labels(labels);
        statuses.clear();
        labels.clear();
        assertEquals(Set.of(ProcessStatus.FAILED), query.statuses());
        assertEquals(Map.of("team", "red"), query.labels());
    }

    @Test
    void refusesPagesThatAreTooLarge() {
        for (int limit : new int[] {0, -1, 1001}) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> ProcessQuery.all().limit(limit));
            assertTrue(refused.getMessage().endsWith("not " + limit), refused.getMessage());
        }
        assertEquals(1000, ProcessQuery.all().limit(1000).limit());
    }
}
