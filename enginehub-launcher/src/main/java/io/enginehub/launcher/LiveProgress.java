package io.enginehub.launcher;

import io.enginehub.api.Step;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Draws the view of the processors on a terminal, ten times a second, over what it drew before; takes it away at last.
 * What algorithms print meanwhile, and what is logged, goes above the view: in the middle of it, it would tear it apart.
 */
final class LiveProgress implements AutoCloseable {
    private static final int PERIOD_MILLIS = 100;
    private static final String CLEAR_BELOW = "\033[J";
    private static final String CLEAR_REST = "\033[K";

    private final Supplier<List<Step>> steps;
    private final ProgressView view;
    private final Printer printer;
    private final ScheduledExecutorService ticker = Threads.ticker();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final PrintStream above =
            new PrintStream(new LinesAbove(StandardCharsets.UTF_8, this::printAbove), true, StandardCharsets.UTF_8);
    private final ScheduledFuture<?> ticks;
    private List<String> drawn = List.of();
    private boolean closed;

    private LiveProgress(Supplier<List<Step>> steps, ProgressView view, Printer printer) {
        this.steps = steps;
        this.view = view;
        this.printer = printer;
        System.setOut(above);
        System.setErr(above);
        this.ticks = ticker.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    static LiveProgress start(Supplier<List<Step>> steps, ProgressView view, Printer printer) {
        return new LiveProgress(steps, view, printer);
    }

    private void tick() {
        draw(view.lines(steps.get(), Instant.now()), "");
    }

    /** Prints a line above the view. */
    synchronized void printAbove(String line) {
        draw(drawn, line + CLEAR_REST + "\n");
    }

    // why in one piece: half a frame would flicker
    private synchronized void draw(List<String> lines, String above) {
        if (closed) {
            printer.raw(above);
            return;
        }
        StringBuilder frame = new StringBuilder(top()).append(above);
        lines.forEach(line -> frame.append(line).append(CLEAR_REST).append('\n'));
        printer.raw(frame.append(CLEAR_BELOW).toString());
        drawn = lines;
    }

    private String top() {
        return drawn.isEmpty() ? "" : "\033[" + drawn.size() + "A\r";
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        above.close();
        ticks.cancel(false); // why no interrupt: it would reach the engine in the middle of an answer
        ticker.shutdown();
        synchronized (this) {
            printer.raw(top() + CLEAR_BELOW);
            drawn = List.of();
            closed = true;
        }
    }
}
