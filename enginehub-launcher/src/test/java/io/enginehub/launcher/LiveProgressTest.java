package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LiveProgressTest {
    private static final String VIEW = "○ fit  x.fit  WAITING\033[K\n\033[J";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Printer printer = new Printer(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
    private final CountDownLatch looks = new CountDownLatch(3);

    @Test
    void drawsOverWhatItDrewAndTakesItAwayAtLast() throws InterruptedException {
        LiveProgress progress = start();
        assertTrue(looks.await(30, TimeUnit.SECONDS));
        progress.close();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith(VIEW + "\033[1A\r" + VIEW), text);
        assertTrue(text.endsWith(VIEW + "\033[1A\r\033[J"), text);
    }

    @Test
    void putsAboveTheViewWhatIsPrintedMeanwhileAndGivesTheStreamsBack() throws InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        LiveProgress progress = start();
        assertTrue(looks.await(30, TimeUnit.SECONDS));
        System.out.println("printed by an algorithm");
        System.err.print("without an end");
        progress.close();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("\033[1A\rprinted by an algorithm\033[K\n" + VIEW), text);
        assertTrue(text.contains("\033[1A\rwithout an end\033[K\n" + VIEW), text);
        assertSame(out, System.out);
        assertSame(err, System.err);
    }

    @Test
    void drawsNothingAfterItsEnd() {
        LiveProgress progress = start();
        progress.close();
        int length = bytes.size();
        progress.printAbove("late");
        assertEquals("late\033[K\n", bytes.toString(StandardCharsets.UTF_8).substring(length));
    }

    private LiveProgress start() {
        Step step = new Step("fit", "x.fit", StepStatus.WAITING, 0, null, null, null, null, null, null);
        ProgressView view = new ProgressView(new Terminal(true, false, Terminal.UNLIMITED, 80, 24));
        return LiveProgress.start(
                () -> {
                    looks.countDown();
                    return List.of(step);
                },
                view,
                printer);
    }
}
