package io.enginehub.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A process, what it says, and its end. Thread-safe. */
final class Child {
    private static final int MAX_ERROR_LINE = 4000;
    private static final int MAX_LAST_WORDS = 2000;
    private static final long DEATH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Command command;
    private final Limits limits;
    private final Executor threads;
    private final Process process;
    private final Mailbox mailbox = new Mailbox();

    private Child(Command command, Limits limits, Executor threads) {
        this.command = command;
        this.limits = limits;
        this.threads = threads;
        this.process = command.start();
    }

    /**
     * Starts a process, and two threads that listen to it.
     *
     * @throws CommandException when there is no such program
     */
    static Child start(Command command, Limits limits, Executor threads) {
        Child child = new Child(command, limits, threads);
        try {
            threads.execute(child::listen);
            threads.execute(child::listenToErrors);
        } catch (RuntimeException | Error e) { // why: there may be no more threads
            child.kill();
            throw e;
        }
        return child;
    }

    /** What it has said, and nobody has taken. */
    Mailbox mailbox() {
        return mailbox;
    }

    private void listen() {
        try {
            BoundedLines lines = new BoundedLines(process.getInputStream(), limits.line());
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                mailbox.put(line);
            }
        } catch (IOException | InterruptedException e) {
            kill(); // why: nobody will hear it any more
        } finally {
            mailbox.end();
        }
    }

    private void listenToErrors() {
        try {
            BoundedLines lines = new BoundedLines(process.getErrorStream(), MAX_ERROR_LINE);
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                mailbox.putError(new String(line.bytes(), StandardCharsets.UTF_8).stripTrailing());
                if (line.cut()) {
                    lines.skipRest();
                }
            }
        } catch (IOException e) {
            mailbox.putError("standard error cannot be read: " + e.getMessage());
        } finally {
            mailbox.endErrors();
        }
    }

    /** Writes to its standard input, on another thread: a process that does not read holds whoever writes to it. */
    void write(byte[] line) {
        threads.execute(() -> {
            try {
                OutputStream in = process.getOutputStream();
                synchronized (in) {
                    in.write(line);
                    in.flush();
                }
            } catch (IOException e) {
                leave(); // why: it reads no more. If it is about to end, it may still say why
            }
        });
    }

    /**
     * What is known of its end, when its standard output has ended.
     *
     * @return a sentence, with the last lines of standard error
     */
    String death() throws InterruptedException {
        boolean over = process.waitFor(DEATH_NANOS, TimeUnit.NANOSECONDS);
        List<String> words = mailbox.lastWords(DEATH_NANOS);
        String how = over ? "ended with exit code " + process.exitValue() : "closed its standard output";
        String last = String.join("\n", words);
        String shown = last.length() <= MAX_LAST_WORDS ? last : "…" + last.substring(last.length() - MAX_LAST_WORDS);
        return "'" + command + "' " + how + " before it answered."
                + (shown.isBlank() ? "" : " Its last words:\n" + shown);
    }

    /** Lets it end: it hears that nothing more will come, and is killed when it stays. Returns at once. */
    void end() {
        try {
            threads.execute(() -> {
                try {
                    process.getOutputStream().close();
                } catch (IOException e) {
                    kill(); // why: it cannot be told
                }
                leave();
            });
        } catch (RuntimeException | Error e) { // why: the algorithm may be closed, or there are no more threads
            kill();
        }
    }

    private void leave() {
        boolean over = false;
        try {
            over = process.waitFor(limits.goodbye().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            kill();
        }
    }

    /** Kills it and what it has started. */
    void kill() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        for (ProcessHandle each : family) {
            List<ProcessHandle> young = each.descendants().toList(); // why: born since we looked
            each.destroyForcibly();
            young.forEach(ProcessHandle::destroyForcibly);
        }
        mailbox.end();
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
