package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.role.ManualLoop;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AgentPickerTest {
    private final AgentPicker agents = new AgentPicker(new ManualLoop().roleLoop(), transport());

    private static Transport transport() {
        Transport transport = mock(Transport.class);
        when(transport.agent(any())).thenReturn(mock(Agent.class));
        return transport;
    }

    private static Member boot(int number) {
        return new Member(
                new MemberId("a", new UUID(number, 0)),
                Member.Role.AGENT,
                URI.create("x:a"),
                Map.of(Member.ALGORITHM, "alpha", Member.CAPACITY, "1"));
    }

    @Test
    void anAgentThatHasLeftIsReplacedByALaterBootOnly() {
        assertEquals(List.of(), agents.update(List.of(boot(1), boot(2))));
        AgentView left = agents.update(List.of(boot(1))).get(0);
        assertFalse(agents.isReplaced(left), "a boot from before is still shown");
        assertEquals(1, agents.update(List.of(boot(3))).size());
        assertTrue(agents.isReplaced(left));
        assertEquals(1, agents.update(List.of(boot(2))).size());
        assertFalse(agents.isReplaced(left), "it is back");
    }

    @Test
    void whatIsKnownOfAnAgentIsKnownWhenTheRegistryShowsItAgain() {
        agents.update(List.of(boot(1)));
        AgentView first = agents.all().get(0);
        first.flights.add(mock(Flight.class));
        agents.update(List.of());
        agents.update(List.of(boot(1)));
        assertSame(first, agents.all().get(0));
        assertFalse(first.gone);

        agents.update(List.of());
        agents.update(List.of(boot(2)));
        assertNotSame(first, agents.all().get(0), "another boot");
    }
}
