package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A role as a process of its own, through its lives. Confined to the test's thread, but for what is said of its lives. */
final class Role {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile(" at (http://\\S+)");

    /**
     * One process of the role.
     *
     * @param killed when it was ended by force, by {@link System#nanoTime}; null while it was not
     */
    record Life(
            long pid,
            Process process,
            Path log,
            long wallMillis,
            @Nullable Long killed) {}

    private final String name;
    private final Path folder;
    private final List<String> command;
    private final List<Life> lives = new ArrayList<>();
    private volatile long readyNanos;
    private volatile boolean up;

    Role(String name, Path folder, List<String> command) {
        this.name = name;
        this.folder = folder;
        this.command = command;
    }

    String name() {
        return name;
    }

    /** Starts a process; the one before has ended. */
    Role start() {
        assertTrue(lives.isEmpty() || !process().isAlive(), () -> name + " runs already");
        Path log = folder.resolve(name + "-" + (lives.size() + 1) + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .put(Executions.FOLDER, folder.resolve("executions").toString());
        builder.environment().put("ENGINEHUB_HOME", folder.resolve("home").toString());
        try {
            Process process = builder.start();
            synchronized (lives) {
                lives.add(new Life(process.pid(), process, log, System.currentTimeMillis(), null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it has said where it listens. */
    URI awaitReady() {
        Awaitility.await(name)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isReady() || !process().isAlive());
        Matcher ready = READY.matcher(said());
        assertTrue(ready.find(), () -> name + " did not start:\n" + said());
        return URI.create(ready.group(1));
    }

    /** Whether it has said where it listens. */
    boolean isReady() {
        if (!up && READY.matcher(said()).find()) {
            readyNanos = System.nanoTime();
            up = true;
        }
        return up;
    }

    /** Whether it has been ready and not been killed or told to end since. */
    boolean isUp() {
        return up;
    }

    /** Since when it is ready. */
    long readyNanos() {
        return readyNanos;
    }

    /** What this life has said until now. */
    String said() {
        try {
            return Files.readString(last().log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Life last() {
        synchronized (lives) {
            return lives.get(lives.size() - 1);
        }
    }

    Process process() {
        return last().process;
    }

    List<Life> lives() {
        synchronized (lives) {
            return List.copyOf(lives);
        }
    }

    /** {@code kill -9}. Comes back when it is gone. */
    void kill() {
        up = false;
        process().toHandle().destroyForcibly();
        awaitExit(SOON);
        gone();
    }

    /** Remembers that this life was ended by force, or ended itself so. */
    void gone() {
        up = false;
        synchronized (lives) {
            Life life = lives.remove(lives.size() - 1);
            lives.add(new Life(life.pid, life.process, life.log, life.wallMillis, System.nanoTime()));
        }
    }

    /** SIGTERM. */
    void term() {
        up = false;
        signal("TERM");
    }

    /** SIGSTOP: it stands still where it is, and its connections stay open. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(
                            "kill", "-" + signal, Long.toString(process().pid()))
                    .start();
            assertTrue(kill.waitFor() == 0, () -> "kill -" + signal + " of " + name + " failed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end; gives its exit code. */
    int awaitExit(Duration patience) {
        try {
            assertTrue(process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS), () -> name + " does not end");
            return process().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, however it is. */
    void end() {
        if (!lives.isEmpty() && process().isAlive()) {
            process().toHandle().destroyForcibly();
            awaitExit(SOON);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** The command that starts a role of the command line. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                Guarded.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
