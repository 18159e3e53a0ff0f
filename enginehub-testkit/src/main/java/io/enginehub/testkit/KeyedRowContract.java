package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.FLOW;
import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.OWNER;
import static io.enginehub.testkit.SampleRows.PLAN;
import static io.enginehub.testkit.SampleRows.finished;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.pending;
import static io.enginehub.testkit.SampleRows.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sessions, idempotency keys, flows and plans. */
abstract class KeyedRowContract extends StepContract {
    @Test
    void keepsSessionsOfAName() {
        MemberId other = new MemberId(OWNER.name(), new UUID(2, 2));
        write(writes -> writes.put(new SessionRow(OWNER, SessionState.HELD, NOON, 1)));
        write(writes -> writes.put(new SessionRow(OWNER, SessionState.LOST, NOON, 7)));
        write(writes -> writes.put(new SessionRow(other, SessionState.HELD, NOON, 1)));
        List<SessionRow> sessions = read(new Reads().sessions(OWNER.name()), rows -> rows.sessions(OWNER.name()));
        assertEquals(
                Set.of(
                        new SessionRow(OWNER, SessionState.LOST, NOON, 7),
                        new SessionRow(other, SessionState.HELD, NOON, 1)),
                Set.copyOf(sessions));
    }

    @Test
    void keepsIdempotencyKeys() {
        RequestKey key = new RequestKey("client", "order 17");
        assertNull(read(new Reads().key(key), rows -> rows.key(key)));
        insert(pending(1, TREE));
        KeyRow row = new KeyRow(key, "hash", id(1), NOON.plus(Duration.ofDays(1)));
        write(writes -> writes.put(row));
        assertEquals(row, read(new Reads().key(key), rows -> rows.key(key)));
    }

    @Test
    void keepsVersionsOfFlowsInOrder() {
        FlowRow first = new FlowRow(new FlowVersion("wine", 1), PLAN, NOON, NOON.plusSeconds(1), null);
        FlowRow second = new FlowRow(new FlowVersion("wine", 2), PLAN, NOON.plusSeconds(2), null, null);
        write(writes -> {
            writes.put(second);
            writes.put(first);
        });
        assertEquals(List.of(first, second), read(new Reads().flow("wine"), rows -> rows.flow("wine")));
        assertEquals(List.of(), read(new Reads().flow("iris"), rows -> rows.flow("iris")));
        assertEquals(List.of(first, second), store().history().flows());
    }

    @Test
    void keepsAPlanThatIsWrittenAgain() {
        write(writes -> writes.put(new PlanRow(PLAN, "{}")));
        assertEquals(new PlanRow(PLAN, "{}"), store().history().plan(PLAN).orElseThrow());
    }

    @Test
    void knowsWhetherAVersionIsActive() {
        insert(pending(1, TREE));
        assertTrue(store().history().isActive(FLOW));
        update(finished(running(stored(id(1)), OWNER, 1), NOON));
        assertFalse(store().history().isActive(FLOW));
    }
}
