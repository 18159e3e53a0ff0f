package io.enginehub.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what the terminal is. Asks the shell, because {@link System#console()} means another thing on each JDK and
 * tells neither a size nor which of the streams is redirected.
 */
final class TerminalProbe {
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;

    private TerminalProbe() {}

    static Terminal probe(Map<String, String> env) {
        boolean dumb = env.getOrDefault("TERM", "dumb").equals("dumb");
        int terminals = terminals();
        if (dumb || terminals == 0) {
            return Terminal.NONE;
        }
        int[] size = size(env);
        boolean out = (terminals & OUT) != 0;
        boolean colour = out && env.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal((terminals & ERR) != 0, colour, out ? size[1] : Terminal.UNLIMITED, size[1], size[0]);
    }

    private static int terminals() {
        String test = "n=0; test -t 1 && n=1; test -t 2 && n=$((n+2)); exit $n";
        try {
            Process shell = new ProcessBuilder("sh", "-c", test).inheritIO().start();
            return shell.waitFor(1, TimeUnit.SECONDS) ? shell.exitValue() : 0;
        } catch (IOException e) {
            return 0; // why: no shell, no live view; plain lines read well everywhere
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Rows and columns. */
    private static int[] size(Map<String, String> env) {
        String[] told = stty().orElse("").split(" ", -1);
        int rows = told.length == 2 ? number(told[0], DEFAULT_ROWS) : DEFAULT_ROWS;
        int columns = told.length == 2 ? number(told[1], DEFAULT_COLUMNS) : DEFAULT_COLUMNS;
        return new int[] {number(env.getOrDefault("LINES", ""), rows), number(env.getOrDefault("COLUMNS", ""), columns)
        };
    }

    private static Optional<String> stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String told = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.waitFor() == 0 ? Optional.of(told) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static int number(String text, int otherwise) {
        try {
            int number = Integer.parseInt(text);
            return number > 0 ? number : otherwise; // why: a terminal that does not know its size says 0
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
