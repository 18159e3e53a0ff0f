package io.enginehub.command;

import static io.enginehub.command.CommandAlgorithmTest.order;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.testkit.FakeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that die, hang, print rubbish or too much: their event fails, and the next one gets a new process. */
@Timeout(60)
final class BrokenChildTest {
    private static final Limits TIGHT = new Limits(Duration.ofSeconds(20), 10_000, 500, Duration.ofSeconds(20));

    private final FakeStep step = new FakeStep();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysHowItDiedAndWithWhatWords() throws Exception {
        String message = breaks(order("die"), CommandException.class);
        assertTrue(message.contains("ended with exit code 7 before it answered"), message);
        assertTrue(message.endsWith("Its last words:\nlast words"), message);
        assertEquals(List.of("last words"), step.logged());
        assertEquals(message, breaks(order("close, then die"), CommandException.class));
    }

    @Test
    void findsOutThatItDiedWhenItsStandardOutputIsStillHeld() throws Exception {
        assertTrue(breaks(order("die, held open"), CommandException.class).contains("exit code 7"));
    }

    @Test
    void takesNoRubbish() throws Exception {
        assertTrue(breaks(print("Traceback: oh"), CommandException.class).contains("no answer: Traceback: oh\n"));
        assertTrue(breaks(print(""), CommandException.class).contains("no answer"));
        assertTrue(breaks(print("{\"id\": ID, \"output\": NaN}"), CommandException.class)
                .contains("NaN"));
        assertTrue(breaks(print("{\"id\": ID, \"ready\": true}"), CommandException.class)
                .contains("ready"));
    }

    @Test
    void takesNoAnswerThatBelongsToAnotherQuestion() throws Exception {
        assertTrue(breaks(print("{\"output\": 1}"), CommandException.class).contains("without the 'id'"));
        assertTrue(breaks(print("{\"id\": 1ID, \"output\": 1}"), CommandException.class)
                .contains("not asked yet"));
    }

    @Test
    void passesOverAnAnswerToAnEarlierQuestion() throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                Model model = obey.load(Payload.EMPTY_OBJECT)) {
            long pid = pid(model);
            Payload order = print("{\"id\": 1, \"output\": \"late\"}", "{\"id\": ID, \"output\": \"right\"}");
            assertEquals("right", model.apply(order, step).as(String.class));
            assertEquals(pid, pid(model), "it is the same process");
        }
    }

    @Test
    void doesNotReadWithoutEnd() throws Exception {
        assertTrue(breaks(order("print without end"), PayloadException.class).contains("more than 10000 bytes"));
        assertTrue(breaks(order("log without end"), CommandException.class).contains("more than 500 lines"));
        assertTrue(breaks(order("complain without end"), CommandException.class).contains("more than 500 lines"));
    }

    @Test
    void replacesOneThatDiedOrPrintedRubbishAfterItsAnswer() throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                Model model = obey.load(Payload.EMPTY_OBJECT)) {
            long first = pid(model);
            assertEquals(
                    "good-bye", model.apply(order("answer, then die"), step).as(String.class));
            await().until(() -> !isAlive(first));
            long second = pid(model);
            assertNotEquals(first, second);
            assertEquals(
                    1,
                    model.apply(print("{\"id\": ID, \"output\": 1}", "that was it"), step)
                            .as(Integer.class));
            await().until(() -> {
                try {
                    return pid(model) != second;
                } catch (CommandException e) { // why: the rubbish may come when the next question is on its way
                    return true;
                }
            });
            assertFalse(isAlive(second));
        }
    }

    @Test
    void killsItWithAllThatItStartedWhenTheStepIsCancelled() throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                Model model = obey.load(Payload.EMPTY_OBJECT)) {
            Thread hanging = inThread(model, order("hang"));
            await().until(() -> !step.logged().isEmpty());
            List<Long> family = List.of(step.logged().get(0).split(" ")).stream()
                    .map(Long::valueOf)
                    .toList();
            assertTrue(family.stream().allMatch(BrokenChildTest::isAlive));
            hanging.interrupt();
            hanging.join();
            await().until(() -> family.stream().noneMatch(BrokenChildTest::isAlive));
            assertTrue(isAlive(pid(model)), "the next event gets a new one");
        }
    }

    @Test
    void isNotHeldByOneThatDoesNotRead() throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                Model model = obey.load(Payload.of(Map.of("load", "never read")))) {
            for (int i = 0; i < 2; i++) {
                Thread stuck = inThread(model, Payload.of("x".repeat(1 << 20)));
                await().until(() -> stuck.getState() == Thread.State.TIMED_WAITING);
                stuck.interrupt();
                stuck.join();
            }
        }
    }

    @Test
    void saysWhyAModelDoesNotLoad() {
        assertEquals("k is missing", loads("fail", TIGHT));
        assertTrue(loads("die", TIGHT).contains("no such weights"));
        assertTrue(loads("output", TIGHT).contains("before it was asked"));
        assertTrue(loads("hang", TIGHT.withLoadPatience(Duration.ofMillis(300))).contains("did not answer in time"));
    }

    @Test
    void letsAProcessEndByItselfAndKillsTheOneThatStays() throws Exception {
        Path note = folder.resolve("ended");
        Limits hasty = new Limits(Duration.ofSeconds(20), 10_000, 500, Duration.ofMillis(100));
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                CommandAlgorithm stubborn = Obey.algorithm(hasty)) {
            obey.load(Payload.of(Map.of("leave a note", note.toString()))).close();
            await().until(() -> Files.exists(note));
            Model stays = stubborn.load(Payload.of(Map.of("stay", true)));
            long pid = pid(stays);
            stays.close();
            await().until(() -> !isAlive(pid));
        }
    }

    @Test
    void leavesNoProcessBehindWhenItIsClosed() throws Exception {
        CommandAlgorithm obey = Obey.algorithm(TIGHT);
        Model model = obey.load(Payload.of(Map.of("stay", true)));
        long pid = pid(model);
        obey.close();
        await().until(() -> !isAlive(pid));
        assertThrows(CommandException.class, () -> model.apply(order("pid"), step));
        assertThrows(CommandException.class, () -> obey.load(Payload.EMPTY_OBJECT));
    }

    /** The message of what becomes of an order, after which the model works again, in another process. */
    private String breaks(Payload order, Class<? extends Exception> with) throws Exception {
        try (CommandAlgorithm obey = Obey.algorithm(TIGHT);
                Model model = obey.load(Payload.EMPTY_OBJECT)) {
            long before = pid(model);
            Exception e = assertThrows(with, () -> model.apply(order, step));
            long after = pid(model);
            assertNotEquals(before, after);
            await().until(() -> !isAlive(before));
            return String.valueOf(e.getMessage());
        }
    }

    private static String loads(String how, Limits limits) {
        try (CommandAlgorithm obey = Obey.algorithm(limits)) {
            Exception e = assertThrows(CommandException.class, () -> obey.load(Payload.of(Map.of("load", how))));
            return String.valueOf(e.getMessage());
        }
    }

    private Thread inThread(Model model, Payload input) {
        Thread thread = new Thread(() -> assertThrows(InterruptedException.class, () -> model.apply(input, step)));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Payload print(String... lines) {
        return Payload.of(Map.of("do", "print", "lines", lines));
    }

    private long pid(Model model) throws Exception {
        return model.apply(order("pid"), step).as(Long.class);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
