package io.enginehub.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Handed;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.core.role.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromptAnswerTest {
    private final ManualLoop loop = new ManualLoop();
    private final PromptAnswer answer = new PromptAnswer();
    private final List<Reply<Handed>> sent = new ArrayList<>();

    PromptAnswerTest() {
        var unused = answer.reply().thenAccept(sent::add);
    }

    private static ResultEvent result(int number, Payload output) {
        EventKey key = new EventKey(new ProcessId(new UUID(7, number)), "s", 1, 1);
        return new ResultEvent(key, 1, "a", Duration.ZERO, output, null, List.of());
    }

    private void accept(int events) {
        for (int i = 0; i < events; i++) {
            answer.add(Accepted.ACCEPTED);
            answer.expect();
        }
    }

    private Handed handed() {
        return ((Reply.Ok<Handed>) sent.get(0)).value();
    }

    @Test
    void goesAtOnceWhenNothingIsAwaited() {
        answer.add(Accepted.BUSY);
        answer.whole(loop.roleLoop());
        assertEquals(Handed.of(List.of(Accepted.BUSY)), handed());
    }

    @Test
    void goesWithTheLastOfItsResults() {
        accept(1);
        ResultEvent early = result(1, Payload.of(1));
        assertTrue(answer.take(early), "a model that failed to load gives its result before all is answered");
        accept(1);
        answer.whole(loop.roleLoop());
        assertEquals(List.of(), sent);
        ResultEvent late = result(2, Payload.of(2));
        assertTrue(answer.take(late));
        assertEquals(List.of(early, late), handed().results());
    }

    @Test
    void goesWithoutWhatDoesNotCome() {
        accept(2);
        answer.whole(loop.roleLoop());
        answer.waive();
        assertTrue(answer.take(result(1, Payload.of(1))));
        assertEquals(1, handed().results().size());
    }

    @Test
    void goesWithoutWhatComesTooLate() {
        accept(1);
        answer.whole(loop.roleLoop());
        loop.pass(PromptAnswer.LONGEST);
        assertEquals(Handed.of(List.of(Accepted.ACCEPTED)), handed());
        assertFalse(answer.take(result(1, Payload.of(1))));
    }

    @Test
    void leavesLargeOutputsToCallsOfTheirOwn() {
        accept(2);
        answer.whole(loop.roleLoop());
        Payload large = Payload.ofBytes("application/octet-stream", new byte[600 << 10]);
        assertTrue(answer.take(result(1, large)));
        assertFalse(answer.take(result(2, large)));
        assertEquals(1, handed().results().size());
    }
}
