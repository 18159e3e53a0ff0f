package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.Reply;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What stands in a head follows from the Java types by one rule: a record is an object with its members' names, null is
 * left out, and a payload is the number of its part.
 */
class HeadShapeTest {
    private static final int SEEDS = 200;

    @Test
    void aRequestHoldsItsArgumentsByNameAndAReplyItsValue() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Exchange exchange : Exchange.all(seed)) {
                String which = exchange.method + ", seed " + seed;
                same(request(exchange), exchange.request.bytes(), which);
                same(reply(exchange.answered), exchange.reply.bytes(), which);
            }
        }
    }

    @Test
    void membersHoldWhatTheyAre() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Member member = (Member) new RandomValues(seed).value(Member.class);
            same(Map.of("members", List.of(member)), MemberCodec.write(List.of(member)), "seed " + seed);
        }
    }

    private static Object request(Exchange exchange) {
        Parameter[] parameters = exchange.method.getParameters();
        if (parameters.length == 1
                && exchange.said.get(0) instanceof Record message
                && !parameters[0].getName().equals("process")) {
            return message;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i++) {
            assertTrue(parameters[i].isNamePresent(), "compile with -parameters");
            members.put(parameters[i].getName(), exchange.said.get(i));
        }
        return members;
    }

    private static Object reply(Reply<?> reply) {
        return reply.fold(
                value -> Map.of("ok", value),
                refused -> refused.retryAfter() == null
                        ? Map.of("refused", Map.of("code", refused.code()))
                        : Map.of("refused", Map.of("code", refused.code(), "retryAfter", refused.retryAfter())),
                unknown -> Map.of("unknown", Map.of("why", unknown.why())));
    }

    private static void same(Object said, byte[] message, String which) {
        ExpectedHead expected = new ExpectedHead();
        JsonNode head = ExpectedHead.parsed(expected.json(said));
        Bytes bytes = Bytes.of(message);
        assertEquals(head, ExpectedHead.parsed(bytes.head()), which);
        assertEquals(expected.parts.size(), bytes.parts().size(), which);
        for (int i = 0; i < bytes.parts().size(); i++) {
            Payload part = expected.parts.get(i);
            assertArrayEquals(part.toBytes(), bytes.parts().get(i), which + ", part " + i);
        }
    }
}
