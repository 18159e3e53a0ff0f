package io.enginehub.core.agent;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Failure;
import io.enginehub.api.Model;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.StepLines;
import io.enginehub.core.role.Pace;
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
import java.util.function.Function;
import java.util.function.Supplier;

/** An agent: one algorithm, several events at a time. Confined to its loop, but for handlers and loads. */
public final class AgentRole implements Agent {
    private static final Duration EVENT_PIN = Duration.ofSeconds(10);
    private static final Duration MAX_IN_LINE = Duration.ofMillis(250);
    private static final int LAX = 4;
    private static final Duration DRAIN_LOOK = Duration.ofMillis(20);
    private static final Duration LINES_EVERY = Duration.ofMillis(200);

    private final String name;
    private final Algorithm algorithm;
    private final AgentSettings settings;
    private final RoleLoop loop;
    private final HandlerLanes lanes;
    private final ModelCache models;
    private final ResultOutbox outbox;
    private final EventMemory memory;
    private final Map<EventKey, Handling> held = new LinkedHashMap<>();
    private final Pace pace = new Pace();
    private boolean watchingLine;
    private int overdue;
    private boolean linesPosted;
    private boolean draining;
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
        this.lanes =
                new HandlerLanes(workers.handlers(), settings.capacity(), workers.burst(), loop::nanoTime, this::tell);
        this.models = new ModelCache(algorithm, loop, workers.loader(), settings.spareModels(), this::modelSettled);
        this.outbox = new ResultOutbox(loop, dispatchers);
        this.memory = new EventMemory(settings.remembered());
    }

    /** On a handler's thread. One that has worked for long is soon set aside for others, and the loop with it. */
    private void tell(Handling handling, Handling.Outcome outcome) {
        Runnable told = () -> returned(handling, outcome);
        if (handling.wasShort()) {
            loop.post(told);
        } else {
            loop.hand(told);
        }
    }

    /**
     * Where an agent's handlers and loads run.
     *
     * @param burst how many handlers may run one after the other before a thread is asked for again, at least 1
     */
    public record Workers(Executor handlers, Executor loader, int burst) {}

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
    public CompletionStage<Reply<Handed>> handle(List<InputEvent> events) {
        PromptAnswer answer = new PromptAnswer();
        loop.post(() -> {
            if (stopped) {
                answer.refuse("STOPPED");
            } else {
                events.forEach(event -> answer.add(accept(event, answer)));
                answer.whole(loop);
            }
        });
        return answer.reply();
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

    /** Takes no new events, and tells when it holds none any more: all are handled, and their results delivered. */
    public void drain(Runnable whenEmpty) {
        draining = true;
        if (held.isEmpty() && overdue == 0 && outbox.undelivered().isEmpty()) {
            whenEmpty.run();
        } else if (!stopped) {
            loop.after(DRAIN_LOOK, () -> drain(whenEmpty));
        }
    }

    /** Interrupts all handlers and lets go of all models. */
    public void stop() {
        stopped = true;
        held.values().forEach(handling -> {
            handling.cancel();
            handling.waive();
        });
        held.clear();
        outbox.stop();
        models.clear();
    }

    // ── events ──

    private Accepted accept(InputEvent event, PromptAnswer answer) {
        Optional<EventMemory.Remembered> remembered = memory.recall(event.key());
        if (remembered.isPresent()) {
            EventMemory.Remembered outcome = remembered.get();
            boolean spoke = true; // why: what it logged went with a result that may be on its way still
            outbox.add(event.from(), result(event, event.epoch(), outcome, List.of(), spoke));
            return Accepted.ACCEPTED;
        }
        Handling same = held.get(event.key());
        if (same != null) {
            if (event.epoch() >= same.epoch) {
                same.epoch = event.epoch();
                same.from = event.from();
                same.waive(); // why: what was asked before is not heard any more, perhaps
            }
            return Accepted.ACCEPTED;
        }
        if (draining || memory.isCancelled(event.key().process(), event.epoch()) || isFull(event)) {
            return Accepted.BUSY;
        }
        Optional<ModelCache.Entry> model = models.find(event.model().hash());
        if (model.isEmpty()) {
            return Accepted.UNKNOWN_MODEL;
        }
        models.pin(model.get(), event.model().owner(), EVENT_PIN);
        models.using(model.get());
        Handling handling = new Handling(event, model.get(), loop::wallTime, () -> loop.hand(this::someoneSpoke));
        held.put(event.key(), handling);
        if (pace.isShort() && outbox.knows(event.from())) {
            handling.promptly(answer);
        }
        begin(handling);
        return Accepted.ACCEPTED;
    }

    private boolean isFull(InputEvent event) {
        int busy = held.size() + overdue;
        if (busy == 0) {
            return false;
        }
        return event.alone() || busy >= settings.capacity() + ahead() || holdsOneAlone();
    }

    /** One that has to be alone is taken when nothing else is held, and nothing else after it. */
    private boolean holdsOneAlone() {
        return held.size() == 1 && held.values().iterator().next().event.alone();
    }

    /** Dispatchers send less ahead than this: it is only to hold several of them within bounds. */
    private int ahead() {
        return overdue > 0 ? 0 : pace.ahead(settings.capacity(), LAX);
    }

    private void begin(Handling handling) {
        ModelCache.Entry entry = handling.entry;
        Optional<String> problem = entry.problem();
        if (problem.isPresent()) {
            Failure failure = new Failure(Failure.Kind.MODEL, handling.step(), problem.get());
            over(handling, new Handling.Outcome(null, failure));
            return;
        }
        Optional<Model> model = entry.model();
        if (model.isEmpty()) {
            return; // why: modelSettled begins it
        }
        handling.ready(model.get(), loop.nanoTime());
        Duration timeout = handling.event.timeout();
        if (timeout != null) {
            handling.timer = loop.after(timeout, () -> timeOut(handling, timeout));
        }
        lanes.add(handling);
        watchLine();
    }

    private void modelSettled(String hash) {
        for (Handling handling : List.copyOf(held.values())) {
            if (!handling.queued
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
        pace.took(handling.took(loop.nanoTime()));
        if (handling.over) {
            overdue--; // why: it was given up, and has counted against the capacity until now
        } else {
            over(handling, outcome);
        }
    }

    private void timeOut(Handling handling, Duration timeout) {
        if (handling.over) {
            return;
        }
        Duration left = timeout.minus(handling.took(loop.nanoTime()));
        if (!left.isNegative() && !left.isZero()) { // why: it stood in line for a while, which is not its own time
            handling.timer = loop.after(left, () -> timeOut(handling, timeout));
            return;
        }
        handling.cancel();
        overdue++;
        Failure failure = new Failure(
                Failure.Kind.TIMEOUT, handling.step(), "It took longer than its time-out of " + timeout + ".");
        over(handling, new Handling.Outcome(null, failure));
    }

    // ── the line ──

    /** Looks after the line while anything may stand in it: a handler that was given up still holds its lane. */
    private void watchLine() {
        if (!watchingLine && held.size() + overdue > settings.capacity()) {
            watchingLine = true;
            loop.after(MAX_IN_LINE, this::clearLine);
        }
    }

    /** Forgets what has stood in line too long: its dispatcher finds it gone, and sends it where it is handled sooner. */
    private void clearLine() {
        watchingLine = false;
        boolean stuck = false;
        for (Handling handling : List.copyOf(held.values())) {
            long waited = loop.nanoTime() - handling.queuedNanos;
            if (handling.queued && waited >= MAX_IN_LINE.toNanos() && lanes.withdraw(handling)) {
                forget(handling);
                stuck = true;
            }
        }
        if (stuck) {
            pace.took(MAX_IN_LINE);
        }
        watchLine();
    }

    /** Lets go of an event whose handler has not begun. */
    private void forget(Handling handling) {
        handling.over = true;
        handling.waive();
        held.remove(handling.event.key());
        models.used(handling.entry);
        if (handling.timer != null) {
            handling.timer.close();
        }
    }

    private void over(Handling handling, Handling.Outcome outcome) {
        handling.over = true;
        held.remove(handling.event.key());
        if (!handling.queued) {
            models.used(handling.entry);
        }
        EventMemory.Remembered remembered =
                new EventMemory.Remembered(outcome.output(), outcome.failure(), handling.took(loop.nanoTime()));
        memory.remember(handling.event.key(), remembered);
        List<StepLines.Line> lines = handling.takeLines().map(StepLines::lines).orElse(List.of());
        ResultEvent result = result(handling.event, handling.epoch, remembered, lines, handling.spoke);
        if (outbox.isTelling(result.key())) {
            handling.waive(); // why: the answer is not to wait for the lines, nor to go before them with the result
        }
        if (!handling.answer(result)) {
            outbox.add(handling.from, result);
        }
    }

    private ResultEvent result(
            InputEvent event, long epoch, EventMemory.Remembered outcome, List<StepLines.Line> lines, boolean spoke) {
        return new ResultEvent(
                event.key(), epoch, name, outcome.took(), outcome.output(), outcome.failure(), lines, spoke);
    }

    private void cancel(Held process) {
        memory.cancelled(process);
        outbox.forget(process);
        for (Handling handling : List.copyOf(held.values())) {
            if (handling.event.key().process().equals(process.process()) && handling.epoch <= process.epoch()) {
                if (!handling.queued || lanes.withdraw(handling)) {
                    forget(handling);
                } else {
                    handling.over = true;
                    handling.waive();
                    handling.cancel();
                    held.remove(handling.event.key());
                    overdue++;
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
            if (outbox.knows(handling.from)) {
                handling.takeLines().ifPresent(said -> {
                    handling.spoke |= !said.lines().isEmpty();
                    outbox.send(handling.from, said);
                });
            } else if (handling.hasSaidMore()) {
                someoneSpoke(); // why: the registry may show it soon, and else the result takes the lines with it
            }
        }
        outbox.flushLines();
    }
}
