package io.enginehub.transport.http;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.wire.MemberCodec;
import io.enginehub.api.spi.wire.WireException;
import io.enginehub.transport.http.server.Answer;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import io.enginehub.transport.http.server.Route;
import io.enginehub.transport.http.server.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the announcements of other hosts at a hub. One that falls silent is forgotten; the reply to each announcement says
 * who is there, and is held back until that changes, for as long as the host has asked.
 */
final class Announcements {
    /** What a host may be late with its next announcement. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration MAX_WAIT = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_MEMBERS = 2000;

    private static final class Host {
        long number = Long.MIN_VALUE;

        @Nullable
        ScheduledFuture<?> end;
    }

    private final MemberBoard board;
    private final ScheduledExecutorService timer;
    private final Map<UUID, Host> hosts = new LinkedHashMap<>();

    Announcements(MemberBoard board, ScheduledExecutorService timer) {
        this.board = board;
        this.timer = timer;
    }

    Route route() {
        return Route.of("POST", Paths.MEMBERS, Scope.ROLE, this::announce, "host", "number", "wait", "seen")
                .taking(Paths.MESSAGE, MAX_BYTES)
                .unblocked();
    }

    private CompletionStage<Answer> announce(Ask ask) {
        UUID host = parameter(ask, "host", UUID::fromString);
        long number = parameter(ask, "number", Long::parseLong);
        Duration wait = parameter(ask, "wait", Duration::parse);
        String seen = ask.query("seen").orElse("");
        if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
            throw new ProblemException(Problem.badRequest("Parameter 'wait' is from PT0S to " + MAX_WAIT + "."));
        }
        heard(host, number, members(ask.body()), wait);
        CompletionStage<Void> change = board.change(); // why before the picture: else a change between them is missed
        if (!board.passedOn().version().equals(seen)) {
            return picture().now();
        }
        return within(change, wait).thenApply(nothing -> picture());
    }

    private Answer picture() {
        MemberBoard.Seen seen = board.passedOn();
        return Answer.of(200, Paths.MESSAGE, MemberCodec.write(seen.members())).with(Paths.PICTURE, seen.version());
    }

    private CompletableFuture<Void> within(CompletionStage<Void> change, Duration wait) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        ScheduledFuture<?> end = timer.schedule(() -> first.complete(null), wait.toMillis(), TimeUnit.MILLISECONDS);
        change.thenRun(() -> {
            end.cancel(false);
            first.complete(null);
        });
        return first;
    }

    private synchronized void heard(UUID id, long number, List<Member> members, Duration wait) {
        Host host = hosts.computeIfAbsent(id, any -> new Host());
        if (number < host.number) {
            return; // why: it was overtaken by a later one
        }
        host.number = number;
        if (host.end != null) {
            host.end.cancel(false);
        }
        host.end =
                timer.schedule(() -> silent(id, host, number), wait.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        board.announced(id, members);
    }

    private synchronized void silent(UUID id, Host host, long number) {
        if (host.number == number && hosts.remove(id, host)) {
            board.forget(id);
        }
    }

    private static List<Member> members(byte[] message) {
        List<Member> members;
        try {
            members = MemberCodec.read(message);
        } catch (WireException e) {
            throw new ProblemException(new Problem(400, "BAD_MESSAGE", String.valueOf(e.getMessage())));
        }
        if (members.size() > MAX_MEMBERS) {
            throw new ProblemException(Problem.badRequest("One host has at most " + MAX_MEMBERS + " members."));
        }
        for (Member member : members) {
            MemberRules.fault(member).ifPresent(fault -> {
                throw new ProblemException(Problem.badRequest(fault));
            });
        }
        return members;
    }

    private static <T> T parameter(Ask ask, String name, Function<String, T> parser) {
        try {
            return parser.apply(ask.query(name).orElse(""));
        } catch (RuntimeException e) {
            throw new ProblemException(Problem.badRequest("Parameter '" + name + "' is missing or malformed."));
        }
    }
}
