package io.enginehub.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.InputException;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.testkit.FakeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program is told, and what becomes of its answers. */
@Timeout(60)
final class CommandAlgorithmTest {
    private static final Map<String, Object> TELL = Map.of("tell", true);

    @AutoClose
    private final CommandAlgorithm obey = Obey.algorithm(1);

    private final FakeStep step = new FakeStep();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsTheModelFirstAndThenEachInput() throws Exception {
        Payload told = step.run(obey, TELL, Map.of("rows", 3));
        assertEquals(
                "{\"id\": 0, \"protocol\": 1, \"algorithm\": \"test.obey\", \"model\": {\"tell\": true}}",
                told.at("/0").text());
        assertEquals(
                "{\"id\": 1, \"step\": \"process/step\", \"attempt\": 1, \"input\": {\"rows\": 3}}",
                told.at("/1").text());
    }

    @Test
    void passesJsonInOneLineAndKeepsItsDigits() throws Exception {
        Payload json = Payload.ofJson("{\n\"a\" :\r\n[1e2, 12345678901234567890123, \"é\u2028😀\\n\"]}");
        Payload back = step.run(obey, json);
        assertEquals(json.at("/a/1").text(), back.at("/a/1").text());
        assertEquals("é\u2028😀\n", back.at("/a/2").as(String.class));
    }

    @Test
    void passesTextsAndBytesWithTheirType() throws Exception {
        try (Model model = obey.load(Payload.of(TELL))) {
            Payload csv = model.apply(Payload.ofText("text/csv", "a\n\"é\"\n"), step);
            assertEquals("a\n\"é\"\n", csv.at("/1/input").as(String.class));
            assertEquals("text/csv", csv.at("/1/type").as(String.class));
            Payload bytes = model.apply(Payload.ofBytes("image/png", new byte[] {0, 1, (byte) 255}), step);
            assertEquals("AAH/", bytes.at("/1/input").as(String.class));
            Payload geo = model.apply(Payload.ofText("application/geo+json", "{\"x\":1}"), step);
            assertEquals("{\"x\": 1}", geo.at("/1/input").text());
            assertEquals("application/geo+json", geo.at("/1/type").as(String.class));
        }
        try (Model model = obey.load(Payload.ofText("text/plain", "a model"))) {
            assertEquals(1, model.apply(Payload.of(1), step).as(Integer.class));
        }
    }

    @Test
    void takesTextsAndBytesWithTheirType() throws Exception {
        assertEquals(Payload.ofText("text/csv", "a,b\né,ü\n"), step.run(obey, order("text")));
        Payload bytes = step.run(obey, order("bytes"));
        assertEquals("application/octet-stream", bytes.contentType());
        assertArrayEquals(new byte[] {0, 1, (byte) 255}, bytes.toBytes());
    }

    @Test
    void handsOnWhatIsSaidBeforeTheAnswer() throws Exception {
        Path told = folder.resolve("told");
        FutureTask<Payload> talking =
                new FutureTask<>(() -> step.run(obey, Map.of("do", "talk", "file", told.toString())));
        new Thread(talking).start();
        await().until(() -> step.logged().contains("seen on standard error"));
        Files.createFile(told);
        assertEquals("done", talking.get().as(String.class));
        assertTrue(step.logged().contains("beginning"), step.logged().toString());
        assertEquals(List.of("strange"), step.warnings());
        assertEquals(List.of(0.5), step.progress());
    }

    @Test
    void tellsHowFarTheLoadOfAModelIs() throws Exception {
        List<Double> told = new ArrayList<>();
        obey.load(Payload.of(Map.of("load", "in quarters")), told::add).close();
        assertEquals(List.of(0.25, 0.5, 0.75), told);
    }

    @Test
    void tellsInputsThatAreAtFaultFromFailures() throws Exception {
        try (Model model = obey.load(Payload.EMPTY_OBJECT)) {
            Payload pid = model.apply(order("pid"), step);
            InputException input = assertThrows(InputException.class, () -> model.apply(order("input"), step));
            assertEquals("row 3 is no number", input.getMessage());
            CommandException failure = assertThrows(CommandException.class, () -> model.apply(order("fail"), step));
            assertEquals("no luck", failure.getMessage());
            assertEquals(pid, model.apply(order("pid"), step), "it is the same process");
        }
    }

    @Test
    void carriesLargeInputsAndOutputs() throws Exception {
        String text = "häuser ".repeat(2 << 20);
        assertEquals(text, step.run(obey, text).as(String.class));
    }

    @Test
    void keepsItsSecretsToItself() throws Exception {
        String[] names = step.run(obey, order("environment")).as(String[].class);
        assertTrue(Arrays.asList(names).contains("PATH"));
        // the build sets ENGINEHUB_TEST_SECRET for this module's tests
        assertEquals("set", System.getenv("ENGINEHUB_TEST_SECRET"));
        assertTrue(Arrays.stream(names).noneMatch(name -> name.startsWith("ENGINEHUB_")), () -> Arrays.toString(names));
    }

    @Test
    void saysThatThereIsNoSuchProgram() {
        try (CommandAlgorithm none = CommandAlgorithm.of("test.none", List.of("no-such-program-anywhere", "x"))) {
            CommandException e = assertThrows(CommandException.class, () -> none.load(Payload.EMPTY_OBJECT));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("Is 'no-such-program-anywhere' installed"), e::getMessage);
        }
    }

    static Payload order(String what) {
        return Payload.of(Map.of("do", what));
    }
}
