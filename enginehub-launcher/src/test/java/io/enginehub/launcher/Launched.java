package io.enginehub.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a command printed, and its exit code. Unless a test says otherwise, all of a JVM's tests share one history. */
record Launched(int code, String out, String err) {
    private static final Path HOME = Path.of(
                    "target", "history-of-tests-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    static Launched run(String... args) {
        return run(Map.of(), "", args);
    }

    static Launched run(Map<String, String> env, String stdin, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                atHome(env));
        int code = Main.run(args, console);
        return new Launched(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    // why: a test that forgets must not end up in the history of whoever runs it
    private static Map<String, String> atHome(Map<String, String> env) {
        Map<String, String> all = new HashMap<>(Map.of(DataFolder.VARIABLE, HOME.toString()));
        all.putAll(env);
        return all;
    }

    /** All of it, to be shown when a test fails. */
    @Override
    public String toString() {
        return "exit code " + code + "\n--- out\n" + out + "--- err\n" + err;
    }
}
