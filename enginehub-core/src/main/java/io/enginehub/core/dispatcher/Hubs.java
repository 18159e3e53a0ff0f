package io.enginehub.core.dispatcher;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.RoleLoop;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The hubs that a dispatcher knows. Any of them does; it stays with one until that does not answer. */
final class Hubs {
    private static final Duration RETRY = Duration.ofMillis(250);

    private final RoleLoop loop;
    private final Transport transport;
    private final Map<URI, WaitingQueue> queues = new LinkedHashMap<>();
    private int turn;

    Hubs(RoleLoop loop, Transport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /** Takes a new picture over; says whether it differs. */
    boolean update(List<Member> members) {
        List<URI> addresses = members.stream()
                .filter(member -> member.role() == Member.Role.HUB)
                .map(Member::address)
                .distinct()
                .sorted()
                .toList();
        boolean changed = !addresses.equals(List.copyOf(queues.keySet()));
        if (changed && !addresses.isEmpty()) { // why: without any hub the last known ones are the best guess
            queues.keySet().retainAll(addresses);
            addresses.forEach(address -> queues.computeIfAbsent(address, transport::waitingQueue));
        }
        return changed;
    }

    /** The hub to ask now. */
    Optional<WaitingQueue> current() {
        return address().map(queues::get);
    }

    /** Whether that one is in this JVM. */
    boolean isLocal() {
        return address().map(transport::isLocal).orElse(false);
    }

    private Optional<URI> address() {
        return queues.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(queues.keySet()).get(Math.floorMod(turn, queues.size())));
    }

    /** The current one does not answer: the next one's turn. */
    void next() {
        turn++;
    }

    /**
     * Calls one hub after the other until one answers.
     *
     * @param wanted whether an answer is still waited for; asked before each call
     * @param tried runs once, after the first call or in its place
     * @param then is given the answer
     */
    <T> void ask(
            BooleanSupplier wanted,
            Function<WaitingQueue, CompletionStage<Reply<T>>> call,
            Runnable tried,
            Consumer<T> then) {
        if (!wanted.getAsBoolean()) {
            tried.run();
            return;
        }
        Optional<WaitingQueue> hub = current();
        if (hub.isEmpty()) {
            tried.run();
            again(wanted, call, then);
            return;
        }
        loop.ask(call.apply(hub.get()), reply -> {
            tried.run();
            if (reply instanceof Reply.Ok<T> ok) {
                then.accept(ok.value());
            } else {
                next();
                again(wanted, call, then);
            }
        });
    }

    /** The same for a call that nothing waits behind. */
    <T> void ask(BooleanSupplier wanted, Function<WaitingQueue, CompletionStage<Reply<T>>> call, Consumer<T> then) {
        ask(wanted, call, () -> {}, then);
    }

    private <T> void again(
            BooleanSupplier wanted, Function<WaitingQueue, CompletionStage<Reply<T>>> call, Consumer<T> then) {
        loop.after(loop.jittered(RETRY), () -> ask(wanted, call, then));
    }

    List<WaitingQueue> all() {
        return List.copyOf(queues.values());
    }
}
