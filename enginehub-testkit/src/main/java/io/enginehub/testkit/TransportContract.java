package io.enginehub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Transport} has to do. Extend it, open a transport that can reach itself, and run it with JUnit. */
public abstract class TransportContract {
    private static final MemberId TREE = new MemberId("tree", new UUID(1, 1));
    private static final long PATIENCE_SECONDS = 20;
    private static final int LARGE = 16 << 20;

    /** Opens a transport that serves nothing yet. */
    protected abstract Transport open();

    /** An address of the transport's kind where nobody is. */
    protected abstract URI nowhere();

    private static <T> Reply<T> outcome(CompletionStage<Reply<T>> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> T ok(CompletionStage<Reply<T>> stage) throws Exception {
        return outcome(stage)
                .fold(
                        value -> value,
                        refused -> {
                            throw new AssertionError("refused: " + refused.code());
                        },
                        unknown -> {
                            throw new AssertionError("unknown: " + unknown.why());
                        });
    }

    private static <T> String refusal(CompletionStage<Reply<T>> stage) throws Exception {
        return assertInstanceOf(Reply.Refused.class, outcome(stage)).code();
    }

    private static URI serve(Transport transport, FakeRoles roles) {
        return transport.serve(new Endpoints(null, roles.queue(), roles.dispatcher(), Map.of(TREE, roles.agent())));
    }

    private static Member tree(URI base, MemberId id) {
        return new Member(id, Member.Role.AGENT, URI.create(base + "/agents/" + id.name()), Map.of());
    }

    private static InputEvent event(int attempt, Payload input) {
        EventKey key = new EventKey(new ProcessId(new UUID(7, 7)), "tree", 1, attempt);
        MemberId from = new MemberId("d1", new UUID(2, 2));
        return new InputEvent(key, 3, from, Duration.ofSeconds(2), new ModelPin("9f2c", "wine/3"), false, input);
    }

    @Test
    void bringsEachRoleItsCallsAndBringsTheAnswersBack() throws Exception {
        FakeRoles roles = new FakeRoles();
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            InputEvent event = event(1, Payload.ofText("text/csv", "x,y\n1.5,2\n"));
            assertEquals(
                    Handed.of(List.of(Accepted.ACCEPTED)),
                    ok(transport.agent(tree(base, TREE)).handle(List.of(event))));
            assertEquals(List.of(event), roles.events());
            assertEquals(roles.status(), ok(transport.agent(tree(base, TREE)).status()));
            assertEquals(
                    Map.of("#", Payload.of(7)),
                    ok(transport.waitingQueue(base).payloads(new ProcessId(new UUID(7, 7)), Set.of("#"))));
            assertEquals(List.of(), ok(transport.dispatcher(base).inspect(new ProcessId(new UUID(7, 7)))));
        }
    }

    @Test
    void keepsBytesAsTheyAreHoweverMany() throws Exception {
        byte[] bytes = new byte[LARGE];
        new Random(4).nextBytes(bytes);
        FakeRoles roles = new FakeRoles();
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            InputEvent event = event(1, Payload.ofBytes("application/octet-stream", bytes));
            ok(transport.agent(tree(base, TREE)).handle(List.of(event)));
            assertEquals(List.of(event), roles.events());
        }
    }

    @Test
    void passesARefusalOnWithItsCodeAndWhenToComeAgain() throws Exception {
        FakeRoles roles = new FakeRoles();
        roles.answer(CompletableFuture.completedFuture(new Reply.Refused<>("FULL", Duration.ofSeconds(3))));
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            Reply<AgentStatus> reply = outcome(transport.agent(tree(base, TREE)).status());
            assertEquals(new Reply.Refused<AgentStatus>("FULL", Duration.ofSeconds(3)), reply);
        }
    }

    @Test
    void passesOnThatNobodyKnows() throws Exception {
        FakeRoles roles = new FakeRoles();
        roles.answer(CompletableFuture.completedFuture(new Reply.Unknown<>("the store is silent")));
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            Reply<AgentStatus> reply = outcome(transport.agent(tree(base, TREE)).status());
            assertEquals(new Reply.Unknown<AgentStatus>("the store is silent"), reply);
        }
    }

    @Test
    void refusesWhereNobodyIs() throws Exception {
        try (Transport transport = open()) {
            assertFalse(refusal(transport.waitingQueue(nowhere()).release(TREE, List.of()))
                    .isEmpty());
            assertFalse(refusal(transport.dispatcher(nowhere()).drop(List.of())).isEmpty());
            assertFalse(refusal(transport.agent(tree(nowhere(), TREE)).cancel(List.of()))
                    .isEmpty());
        }
    }

    @Test
    void refusesForARoleThatTheHostDoesNotHave() throws Exception {
        try (Transport transport = open()) {
            URI base = transport.serve(new Endpoints(null, null, null, Map.of(TREE, new FakeRoles().agent())));
            assertFalse(refusal(transport.waitingQueue(base).release(TREE, List.of()))
                    .isEmpty());
            assertFalse(refusal(transport.dispatcher(base).drop(List.of())).isEmpty());
            MemberId other = new MemberId("forest", new UUID(1, 1));
            assertFalse(refusal(transport.agent(tree(base, other)).status()).isEmpty());
        }
    }

    @Test
    void refusesForAnotherBootOfAnAgent() throws Exception {
        FakeRoles roles = new FakeRoles();
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            MemberId before = new MemberId(TREE.name(), new UUID(8, 8));
            assertEquals(
                    Transport.OTHER_BOOT,
                    refusal(transport.agent(tree(base, before)).handle(List.of(event(1, Payload.NULL)))));
            assertEquals(List.of(), roles.events());
        }
    }

    @Test
    void refusesOnceItServesNoMore() throws Exception {
        FakeRoles roles = new FakeRoles();
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            Agent agent = transport.agent(tree(base, TREE));
            ok(agent.status());
            transport.stop(base);
            assertFalse(refusal(agent.status()).isEmpty());
        }
    }

    @Test
    void doesNotBlockWhileARoleThinks() throws Exception {
        CompletableFuture<Reply<AgentStatus>> thinking = new CompletableFuture<>();
        FakeRoles roles = new FakeRoles();
        roles.answer(thinking);
        try (Transport transport = open()) {
            URI base = serve(transport, roles);
            Agent agent = transport.agent(tree(base, TREE));
            List<CompletionStage<Reply<AgentStatus>>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(agent.status());
            }
            assertEquals(Handed.of(List.of(Accepted.ACCEPTED)), ok(agent.handle(List.of(event(1, Payload.NULL)))));
            waiting.forEach(stage -> assertFalse(stage.toCompletableFuture().isDone()));
            thinking.complete(new Reply.Ok<>(roles.status()));
            for (CompletionStage<Reply<AgentStatus>> stage : waiting) {
                assertEquals(roles.status(), ok(stage));
            }
        }
    }
}
