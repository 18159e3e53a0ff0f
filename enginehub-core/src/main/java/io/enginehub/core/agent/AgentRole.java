package io.enginehub.core.agent;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Model;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** An agent: one algorithm, several events at a time. Confined to its loop, but for handlers and loads. */
public final class AgentRole implements Agent {
    private static final Duration EVENT_PIN = Duration.ofSeconds(10);
    private static final Duration LINES_EVERY = Duration.ofMillis(200);

    private final String name;
    private final Algorithm algorithm;
    private final AgentSettings settings;
    private final RoleLoop loop;
    private final Executor handlers;
    private final ModelCache models;
    private final ResultOutbox outbox;
    private final EventMemory memory = new EventMemory();
    private final Map<EventKey, Handling> held = new LinkedHashMap<>();
    private int overdue;
    private boolean linesPosted;
    private boolean stopped;

    /**
     * An agent.
     *
     * @param dispatchers finds a dispatcher by the id that the registry knows it by
     */
    public AgentRole(
            String name,
            Algorithm algorithm,
            AgentSettings settings,
            RoleLoop loop,
            Workers workers,
            Function<MemberId, Optional<Dispatcher>> dispatchers) {
        this.name = name;
        this.algorithm = algorithm;
        this.settings = settings;
        this.loop = loop;
        this.handlers = workers.handlers();
        this.models = new ModelCache(algorithm, loop, workers.loader(), settings.spareModels(), this::modelSettled);
        this.outbox = new ResultOutbox(loop, dispatchers);
    }

    /**
     * Where an agent's handlers and loads run.
     *
     * @param handlers runs at least {@code capacity} handlers at a time
     */
    public record Workers(Executor handlers, Executor loader) {}

    // ── calls of other roles ──

    @Override
    public CompletionStage<Reply<AgentStatus>> status() {
        return onLoop(() -> {
            List<EventKey> all = new ArrayList<>(held.keySet());
            all.addAll(outbox.undelivered());
            return new AgentStatus(algorithm.name(), settings.capacity(), all, overdue, models.states());
        });
    }

    @Override
    public CompletionStage<Reply<List<Accepted>>> handle(List<InputEvent> events) {
        return onLoop(() -> events.stream().map(this::accept).toList());
    }

    @Override
    public CompletionStage<Reply<Boolean>> cancel(List<Held> processes) {
        return onLoop(() -> {
            processes.forEach(this::cancel);
            return true;
        });
    }

    @Override
    public CompletionStage<Reply<Boolean>> load(List<ModelLoad> loads) {
        return onLoop(() -> {
            loads.forEach(models::load);
            return true;
        });
    }

    @Override
    public CompletionStage<Reply<Boolean>> unpin(List<ModelPin> pins) {
        return onLoop(() -> {
            pins.forEach(models::unpin);
            return true;
        });
    }

    private <T> CompletionStage<Reply<T>> onLoop(Supplier<T> call) {
        CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
        loop.post(() -> reply.complete(stopped ? new Reply.Refused<>("STOPPED", null) : new Reply.Ok<>(call.get())));
        return reply;
    }

    /** Interrupts all handlers and lets go of all models. */
    public void stop() {
        stopped = true;
        held.values().forEach(Handling::cancel);
        held.clear();
        outbox.stop();
        models.clear();
    }

    // ── events ──

    private Accepted accept(InputEvent event) {
        Optional<EventMemory.Remembered> remembered = memory.recall(event.key());
        if (remembered.isPresent()) {
            EventMemory.Remembered outcome = remembered.get();
            outbox.add(event.from(), result(event, event.epoch(), outcome, List.of()));
            return Accepted.ACCEPTED;
        }
        Handling same = held.get(event.key());
        if (same != null) {
            if (event.epoch() >= same.epoch) {
                same.epoch = event.epoch();
                same.from = event.from();
            }
            return Accepted.ACCEPTED;
        }
        if (memory.isCancelled(event.key().process(), event.epoch()) || isFull(event)) {
            return Accepted.BUSY;
        }
        Optional<ModelCache.Entry> model = models.find(event.model().hash());
        if (model.isEmpty()) {
            return Accepted.UNKNOWN_MODEL;
        }
        models.pin(model.get(), event.model().owner(), EVENT_PIN);
        models.using(model.get());
        Handling handling = new Handling(event, model.get(), loop::wallTime, () -> loop.post(this::someoneSpoke));
        held.put(event.key(), handling);
        begin(handling);
        return Accepted.ACCEPTED;
    }

    private boolean isFull(InputEvent event) {
        int busy = held.size() + overdue;
        return event.alone()
                ? busy > 0
                : busy >= settings.capacity() || held.values().stream().anyMatch(other -> other.event.alone());
    }

    private void begin(Handling handling) {
        ModelCache.Entry entry = handling.entry;
        Optional<String> problem = entry.problem();
        if (problem.isPresent()) {
            Failure failure =
                    new Failure(Failure.Kind.MODEL, handling.event.key().step(), problem.get());
            over(handling, new Handling.Outcome(null, failure));
            return;
        }
        Optional<Model> model = entry.model();
        if (model.isEmpty()) {
            return; // why: modelSettled begins it
        }
        handling.started = true;
        handling.startedNanos = loop.nanoTime();
        Duration timeout = handling.event.timeout();
        if (timeout != null) {
            handling.deadline(loop.wallTime().plus(timeout));
            handling.timer = loop.after(timeout, () -> timeOut(handling, timeout));
        }
        Model loaded = model.get();
        try {
            handlers.execute(() -> {
                Handling.Outcome outcome = handling.run(loaded);
                loop.post(() -> returned(handling, outcome));
            });
        } catch (RejectedExecutionException e) { // why: the host's own executor may be full, or shut down
            String step = handling.event.key().step();
            String why = "The agent's executor takes no more tasks. " + Problems.text(e);
            returned(handling, Handling.Outcome.failed(Failure.Kind.ALGORITHM, step, why));
        }
    }

    private void modelSettled(String hash) {
        for (Handling handling : List.copyOf(held.values())) {
            if (!handling.started
                    && !handling.over
                    && handling.event.model().hash().equals(hash)) {
                begin(handling);
            }
        }
    }

    private void returned(Handling handling, Handling.Outcome outcome) {
        models.used(handling.entry);
        if (handling.timer != null) {
            handling.timer.close();
        }
        if (handling.over) {
            overdue--; // why: it was given up, and has counted against the capacity until now
        } else {
            over(handling, outcome);
        }
    }

    private void timeOut(Handling handling, Duration timeout) {
        if (!handling.over) {
            handling.cancel();
            overdue++;
            Failure failure = new Failure(
                    Failure.Kind.TIMEOUT,
                    handling.event.key().step(),
                    "It took longer than its time-out of " + timeout + ".");
            over(handling, new Handling.Outcome(null, failure));
        }
    }

    private void over(Handling handling, Handling.Outcome outcome) {
        handling.over = true;
        held.remove(handling.event.key());
        if (!handling.started) {
            models.used(handling.entry);
        }
        Duration took = handling.started ? Duration.ofNanos(loop.nanoTime() - handling.startedNanos) : Duration.ZERO;
        EventMemory.Remembered remembered = new EventMemory.Remembered(outcome.output(), outcome.failure(), took);
        memory.remember(handling.event.key(), remembered);
        List<StepLines.Line> lines = handling.takeLines().map(StepLines::lines).orElse(List.of());
        outbox.add(handling.from, result(handling.event, handling.epoch, remembered, lines));
    }

    private ResultEvent result(
            InputEvent event, long epoch, EventMemory.Remembered outcome, List<StepLines.Line> lines) {
        return new ResultEvent(event.key(), epoch, name, outcome.took(), outcome.output(), outcome.failure(), lines);
    }

    private void cancel(Held process) {
        memory.cancelled(process);
        outbox.forget(process);
        for (Handling handling : List.copyOf(held.values())) {
            if (handling.event.key().process().equals(process.process()) && handling.epoch <= process.epoch()) {
                handling.over = true;
                handling.cancel();
                held.remove(handling.event.key());
                if (handling.started) {
                    overdue++;
                } else {
                    models.used(handling.entry);
                }
            }
        }
    }

    // ── lines ──

    private void someoneSpoke() {
        if (!linesPosted && !stopped) {
            linesPosted = true;
            loop.after(LINES_EVERY, this::sendLines);
        }
    }

    private void sendLines() {
        linesPosted = false;
        for (Handling handling : held.values()) {
            handling.takeLines().ifPresent(lines -> outbox.send(handling.from, lines));
        }
        outbox.flushLines();
    }
}
