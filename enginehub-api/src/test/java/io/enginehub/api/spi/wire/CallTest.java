package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Reply;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of a call when something goes wrong on its way. */
class CallTest {
    private static final Held HELD = (Held) new RandomValues(1).value(Held.class);

    private static <T> Reply<T> now(CompletionStage<Reply<T>> stage) {
        return stage.toCompletableFuture().join();
    }

    /** An agent that answers everything with the same. */
    private static Agent answering(Object answer) {
        return (Agent) Proxy.newProxyInstance(
                Agent.class.getClassLoader(),
                new Class<?>[] {Agent.class},
                (proxy, method, arguments) -> CompletableFuture.completedFuture(answer));
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedAndNotCarried() {
        Agent agent = AgentCalls.over((call, bytes) -> fail("carried"));

        assertEquals(
                new Reply.Refused<>("TOO_LARGE", null),
                now(agent.cancel(Collections.nCopies(Frame.MAX_TOKENS / 6, HELD))));
    }

    @Test
    void whatTheWireSaysIsTheReply() {
        Reply<byte[]> busy = new Reply.Refused<>("BUSY", Duration.ofSeconds(1));
        Reply<byte[]> lost = new Reply.Unknown<>("cut off");

        assertEquals(
                new Reply.Refused<>("BUSY", Duration.ofSeconds(1)),
                now(AgentCalls.over((call, bytes) -> CompletableFuture.completedFuture(busy))
                        .cancel(List.of(HELD))));
        assertEquals(
                new Reply.Unknown<>("cut off"),
                now(AgentCalls.over((call, bytes) -> CompletableFuture.completedFuture(lost))
                        .cancel(List.of(HELD))));
    }

    @Test
    void aReplyThatCannotBeReadLeavesOpenWhatWasDone() {
        Agent agent = AgentCalls.over((call, bytes) -> Reply.ok(new byte[] {1, 2, 3}));

        Reply<Boolean> reply = now(agent.cancel(List.of(HELD)));

        assertEquals(
                "The message is refused at byte 3: it ends there, before its head. Send the message whole.",
                assertInstanceOf(Reply.Unknown.class, reply).why());
    }

    @Test
    void aReplyThatIsTooLargeLeavesOpenWhatWasDone() {
        Agent target = answering(new Reply.Ok<>(Handed.of(Collections.nCopies(Frame.MAX_TOKENS, Accepted.BUSY))));
        byte[] request = AgentCalls.HANDLE.writeRequest(List.of());

        byte[] answer =
                AgentCalls.HANDLE.serve(target, request).toCompletableFuture().join();

        Reply<Handed> reply = AgentCalls.HANDLE.readReply(answer);
        assertTrue(assertInstanceOf(Reply.Unknown.class, reply).why().contains("tokens"));
    }

    @Test
    void aRequestThatCannotBeReadIsNotAsked() {
        AtomicBoolean asked = new AtomicBoolean();
        Agent target = (Agent) Proxy.newProxyInstance(
                Agent.class.getClassLoader(), new Class<?>[] {Agent.class}, (proxy, method, arguments) -> {
                    asked.set(true);
                    return Reply.ok(true);
                });

        assertThrows(WireException.class, () -> AgentCalls.CANCEL.serve(target, new byte[8]));
        assertFalse(asked.get());
    }

    @Test
    void aFractionThatIsNoNumberIsLeftOut() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ModelState model = new ModelState("h", ModelState.State.LOADING, none, null);
            AgentStatus status = new AgentStatus("tree", 1, List.of(), 0, List.of(model));

            byte[] bytes = AgentCalls.STATUS.writeReply(new Reply.Ok<>(status));

            Reply<AgentStatus> reply = AgentCalls.STATUS.readReply(bytes);
            assertNull(reply.fold(ok -> ok.models().get(0).fraction(), refused -> 0.0, unknown -> 0.0));
        }
    }
}
