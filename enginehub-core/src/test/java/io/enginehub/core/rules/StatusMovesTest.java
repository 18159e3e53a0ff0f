package io.enginehub.core.rules;

import static io.enginehub.api.ProcessStatus.CANCELLED;
import static io.enginehub.api.ProcessStatus.FAILED;
import static io.enginehub.api.ProcessStatus.FINISHED;
import static io.enginehub.api.ProcessStatus.PENDING;
import static io.enginehub.api.ProcessStatus.RUNNING;
import static io.enginehub.api.ProcessStatus.TIMED_OUT;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.enginehub.api.ProcessStatus;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMovesTest {
    private static final Map<ProcessStatus, Set<ProcessStatus>> LEGAL = Map.of(
            PENDING, Set.of(RUNNING, CANCELLED, TIMED_OUT),
            RUNNING, Set.of(PENDING, FINISHED, FAILED, CANCELLED, TIMED_OUT),
            FINISHED, Set.of(),
            FAILED, Set.of(PENDING),
            CANCELLED, Set.of(PENDING),
            TIMED_OUT, Set.of(PENDING));

    @ParameterizedTest
    @EnumSource
    void areTheseAndNoOthers(ProcessStatus from) {
        assertEquals(LEGAL.get(from), StatusMoves.from(from));
        for (ProcessStatus to : ProcessStatus.values()) {
            if (from == to || LEGAL.get(from).contains(to)) {
                assertDoesNotThrow(() -> StatusMoves.check(from, to));
            } else {
                assertThrows(IllegalStateException.class, () -> StatusMoves.check(from, to));
            }
        }
    }

    @Test
    void leadOutOfAnEndOnlyByAnOperatorsRetry() {
        for (ProcessStatus status : ProcessStatus.values()) {
            if (status.isTerminal()) {
                assertEquals(status == FINISHED ? Set.of() : Set.of(PENDING), StatusMoves.from(status));
            }
        }
    }
}
