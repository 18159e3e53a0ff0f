package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.PayloadException;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StillRunningException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void callsWhatNobodyExpectedABugInOneLineAndSaysHowToSeeMore() {
        assertEquals(1, faults(false).execution(new IllegalStateException("no\nloop")));
        assertEquals("""
                Unexpected: java.lang.IllegalStateException: no loop
                This is a bug; run with --debug for the stack trace.
                """, printed());
    }

    @Test
    void showsTheStackTraceWhenAskedTo() {
        assertEquals(1, faults(true).execution(new IllegalStateException("no")));
        assertTrue(printed().contains("\tat " + FaultsTest.class.getName()), this::printed);
    }

    @Test
    void tellsAFaultOfTheEngineByItsMessage() {
        assertEquals(1, faults(false).execution(new StillRunningException(new ProcessId(new UUID(1, 1)), "It runs.")));
        assertEquals("It runs.\n", printed());
    }

    @Test
    void countsWhatIsWrongWithTheInputAsBadInput() {
        assertEquals(2, faults(false).execution(PayloadException.tooLarge("Too large.")));
        assertEquals("Too large.\n", printed());
    }

    @Test
    void tellsThatTheMemoryDoesNotSuffice() {
        assertEquals(1, faults(false).execution(new OutOfMemoryError("Java heap space")));
        assertTrue(printed().startsWith("There is not enough memory: Java heap space. "), this::printed);
    }

    private Faults faults(boolean debug) {
        PrintStream stream = new PrintStream(err, false, StandardCharsets.UTF_8);
        return new Faults(Console.of(InputStream.nullInputStream(), stream, stream, Map.of()), debug);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
