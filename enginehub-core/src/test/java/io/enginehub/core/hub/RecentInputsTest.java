package io.enginehub.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Writes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentInputsTest {
    private final RecentInputs inputs = new RecentInputs();

    private static ProcessId id(int number) {
        return new ProcessId(new UUID(7, number));
    }

    private void committed(int number, String name, Payload payload) {
        Writes writes = new Writes();
        writes.payload(id(number), name, payload);
        inputs.committed(writes);
    }

    @Test
    void giveAnInputOnce() {
        committed(1, ProcessHistory.INPUT, Payload.of(17));
        committed(1, ProcessHistory.OUTPUT, Payload.of(18));
        assertEquals(Payload.of(17), inputs.take(id(1)));
        assertNull(inputs.take(id(1)));
    }

    @Test
    void keepNoMoreThanTheLastTenThousand() {
        for (int number = 0; number <= 10_000; number++) {
            committed(number, ProcessHistory.INPUT, Payload.of(number));
        }
        assertNull(inputs.take(id(0)));
        assertEquals(Payload.of(1), inputs.take(id(1)));
    }

    @Test
    void keepNoMoreThanFourMebibytes() {
        Payload large = Payload.ofBytes("application/octet-stream", new byte[3 << 20]);
        committed(1, ProcessHistory.INPUT, large);
        committed(2, ProcessHistory.INPUT, large);
        assertNull(inputs.take(id(1)));
        assertEquals(large, inputs.take(id(2)));
        committed(3, ProcessHistory.INPUT, large);
        assertEquals(large, inputs.take(id(3)));
    }

    @Test
    void keepNoneThatIsLargerThanAllTogetherMayBe() {
        committed(1, ProcessHistory.INPUT, Payload.ofBytes("application/octet-stream", new byte[5 << 20]));
        assertNull(inputs.take(id(1)));
    }
}
