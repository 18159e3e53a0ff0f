package io.enginehub.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.StepLines;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a handler says while it runs. */
class HandlingTest {
    private static final InputEvent EVENT = new InputEvent(
            new EventKey(new ProcessId(new UUID(7, 1)), "s", 1, 1),
            1,
            new MemberId("d", new UUID(0, 1)),
            null,
            new ModelPin("hash", "flow/f@1"),
            false,
            Payload.NULL);

    private int news;
    private final Handling handling =
            new Handling(EVENT, new ModelCache.Entry("hash"), () -> Instant.EPOCH, () -> news++);

    @Test
    void isNewsOnlyWhenAllThatWasSaidBeforeHasBeenTaken() {
        for (int i = 0; i < 10; i++) {
            handling.log("line");
            handling.progress(0.1);
        }
        assertEquals(1, news);
        assertEquals(10, handling.takeLines().orElseThrow().lines().size());
        handling.progress(0.2);
        handling.warn("line");
        assertEquals(2, news);
        StepLines taken = handling.takeLines().orElseThrow();
        assertEquals(1, taken.lines().size());
        assertEquals(0.2, taken.progress());
        assertTrue(handling.takeLines().isEmpty());
    }

    @Test
    void saysNothingMoreOnceItHasSaidThatTheRestIsLeftOut() {
        for (int i = 0; i < 5000; i++) {
            handling.log("line");
        }
        StepLines taken = handling.takeLines().orElseThrow();
        assertEquals(1001, taken.lines().size());
        assertEquals(LogLine.Level.WARN, taken.lines().get(1000).level());
        handling.log("line");
        assertTrue(handling.takeLines().isEmpty());
        assertEquals(1, news);
    }

    @Test
    void keepsProgressWithinItsBounds() {
        handling.progress(-1);
        assertEquals(0.0, handling.takeLines().orElseThrow().progress());
        handling.progress(Double.POSITIVE_INFINITY);
        assertEquals(1.0, handling.takeLines().orElseThrow().progress());
        handling.progress(Double.NaN);
        assertFalse(handling.takeLines().isPresent());
    }
}
