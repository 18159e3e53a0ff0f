package io.enginehub.transport.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    @Test
    void endsWhatTakesTooLongAndNothingElse() throws Exception {
        Deadlines soon = new Deadlines(Duration.ofMillis(20));
        Deadlines late = new Deadlines(Duration.ofDays(1));
        CompletableFuture<String> answered = soon.bound(new CompletableFuture<>());
        answered.complete("yes");
        for (int i = 0; i < 2; i++) { // why twice: the second one comes when nobody looks any more
            CompletableFuture<String> patient = late.bound(new CompletableFuture<>());
            CompletableFuture<String> silent = soon.bound(new CompletableFuture<>());
            ExecutionException end = assertThrows(ExecutionException.class, () -> silent.get(30, TimeUnit.SECONDS));
            assertInstanceOf(TimeoutException.class, end.getCause());
            assertFalse(patient.isDone());
        }
        assertEquals("yes", answered.get());
    }
}
