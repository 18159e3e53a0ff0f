package io.enginehub.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Failure;
import io.enginehub.api.Retry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryScheduleTest {
    private static final Retry RETRY = new Retry(6, Duration.ofSeconds(1), 3, Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT3S", "3, PT9S", "4, PT10S", "5, PT10S"})
    void growsByTheMultiplierUpToTheLongest(int failed, Duration whole) {
        assertEquals(Optional.of(whole), RetrySchedule.next(RETRY, Failure.Kind.ALGORITHM, failed, 1));
        assertEquals(Optional.of(whole.dividedBy(2)), RetrySchedule.next(RETRY, Failure.Kind.TIMEOUT, failed, 0));
    }

    @Test
    void isDrawnBetweenHalfAndTheWhole() {
        assertEquals(Optional.of(Duration.ofMillis(750)), RetrySchedule.next(RETRY, Failure.Kind.ALGORITHM, 1, 0.5));
    }

    @Test
    void endsWithTheLastAttempt() {
        assertEquals(Optional.empty(), RetrySchedule.next(RETRY, Failure.Kind.ALGORITHM, 6, 1));
        assertEquals(Optional.empty(), RetrySchedule.next(Retry.NONE, Failure.Kind.TIMEOUT, 1, 1));
    }

    @Test
    void isAtOnceAndWithoutEndWhenAnAgentWasLost() {
        assertEquals(Optional.of(Duration.ZERO), RetrySchedule.next(Retry.NONE, Failure.Kind.AGENT_LOST, 99, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"INPUT", "MODEL", "TOO_LARGE", "POISON", "ENGINE"})
    void isNotForFailuresThatAnotherAttemptWouldMeetAgain(Failure.Kind kind) {
        assertEquals(Optional.empty(), RetrySchedule.next(RETRY, kind, 1, 1));
    }

    @Test
    void doesNotOverflowAfterAThousandAttempts() {
        Retry longest = new Retry(1000, Duration.ofDays(36_500), 100, Duration.ofDays(36_500));
        assertEquals(Optional.of(Duration.ofDays(36_500)), RetrySchedule.next(longest, Failure.Kind.ALGORITHM, 999, 1));
    }
}
