package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.spi.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is said at one end is heard at the other. */
class RoundTripTest {
    private static final int SEEDS = 400;

    @Test
    void everyCallAndEveryReplyArrivesAsItWasAndInItsOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Exchange exchange : Exchange.all(seed)) {
                String which = exchange.method + ", seed " + seed;
                assertEquals(exchange.method.getName(), exchange.called, which);
                assertEquals(exchange.said, exchange.heard, which);
                assertEquals(exchange.said.toString(), exchange.heard.toString(), "in another order: " + which);
                assertEquals(exchange.answered, exchange.told, which);
                assertEquals(exchange.answered.toString(), exchange.told.toString(), "in another order: " + which);
            }
        }
    }

    @Test
    void membersArriveAsTheyWere() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomValues random = new RandomValues(seed);
            List<Member> members = new ArrayList<>();
            for (int i = random.below(4); i > 0; i--) {
                members.add((Member) random.value(Member.class));
            }
            assertEquals(members, MemberCodec.read(MemberCodec.write(members)), "seed " + seed);
        }
    }

    @Test
    void everyMethodOfARoleHasItsCall() {
        for (Exchange.Role<?> role : Exchange.Role.ALL) {
            assertEquals(
                    role.methods().stream().map(method -> method.getName()).toList(),
                    role.calls().stream().map(Call::name).sorted().toList());
        }
    }
}
