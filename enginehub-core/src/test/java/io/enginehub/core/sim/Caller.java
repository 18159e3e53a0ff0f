package io.enginehub.core.sim;

import io.enginehub.api.spi.Reply;
import io.enginehub.core.hub.BlockingHub;
import io.enginehub.core.hub.HubBridge;
import io.enginehub.core.hub.HubRole;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** How an application calls hubs: any of them, and it gives up when none answers for long. */
final class Caller {
    final String name;
    final SplittableRandom random;
    final RoleLoop loop;
    private final SimulatedNetwork network;
    private final List<Host> hubs;

    Caller(String name, SimulatedNetwork network, List<Host> hubs, SplittableRandom random, Boot boot) {
        this.name = name;
        this.network = network;
        this.hubs = hubs;
        this.random = random;
        this.loop = boot.newLoop();
    }

    /** Asks any hub. */
    <T> void ask(
            String what,
            Object said,
            Duration patience,
            Function<HubRole, CompletionStage<Reply<T>>> call,
            Consumer<Reply<T>> then) {
        asking(what, said, patience, roles -> call.apply(roles.hub()), then);
    }

    /** Asks any hub for what it answers without waiting, or waits for by itself. */
    <T> void askFront(
            String what,
            Object said,
            Duration patience,
            Function<BlockingHub, CompletionStage<Reply<T>>> call,
            Consumer<Reply<T>> then) {
        asking(what, said, patience, roles -> call.apply(roles.front()), then);
    }

    /** Reads something from any hub. */
    <T> void read(String what, Object said, Function<BlockingHub, T> read, Consumer<T> then) {
        askFront(what, said, RoleLoop.PATIENCE, hub -> HubBridge.read(() -> read.apply(hub)), reply -> {
            if (reply instanceof Reply.Ok<T> ok) {
                then.accept(ok.value());
            }
        });
    }

    private <T> void asking(
            String what,
            Object said,
            Duration patience,
            Function<Roles, CompletionStage<Reply<T>>> call,
            Consumer<Reply<T>> then) {
        String hub = hubs.get(random.nextInt(hubs.size())).name;
        loop.ask(network.call(name, hub, what, said, call), patience, then);
    }

    void later(long within, Runnable task) {
        loop.after(Duration.ofNanos(random.nextLong(within)), task);
    }
}
