package io.enginehub.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.transport.http.LossyServer.Fate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that may have been read may have been done: whatever happens then, nobody is told that it certainly was not. */
final class LostAnswerTest {
    private static final MemberId OWNER = new MemberId("d1", new UUID(2, 2));
    private static final long PATIENCE_SECONDS = 20;

    private static Reply<Boolean> ask(WaitingQueue queue) throws Exception {
        return queue.release(OWNER, List.of()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWER")
    void isUnknownOnANewConnection(Fate fate) throws Exception {
        try (LossyServer server = new LossyServer(fate);
                HttpTransport transport = HttpTransport.local()) {
            assertInstanceOf(Reply.Unknown.class, ask(transport.waitingQueue(server.address())));
            assertTrue(server.read() >= 1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWER")
    void isUnknownOnAConnectionThatHasServedBefore(Fate fate) throws Exception {
        try (LossyServer server = new LossyServer(Fate.ANSWER, fate);
                HttpTransport transport = HttpTransport.local()) {
            WaitingQueue queue = transport.waitingQueue(server.address());
            assertEquals(new Reply.Refused<Boolean>("BUSY", null), ask(queue));
            assertInstanceOf(Reply.Unknown.class, ask(queue));
            assertTrue(server.read() >= 2);
        }
    }

    @Test
    void isUnknownWhenASecondTryFindsNobody() throws Exception {
        try (LossyServer server = new LossyServer(Fate.ANSWER, Fate.DIE);
                HttpTransport transport = HttpTransport.local()) {
            WaitingQueue queue = transport.waitingQueue(server.address());
            assertEquals(new Reply.Refused<Boolean>("BUSY", null), ask(queue));
            assertInstanceOf(Reply.Unknown.class, ask(queue));
            assertEquals(2, server.read());
            assertEquals(new Reply.Refused<Boolean>("UNREACHABLE", null), ask(queue));
        }
    }
}
