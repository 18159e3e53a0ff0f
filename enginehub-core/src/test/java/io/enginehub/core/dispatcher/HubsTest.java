package io.enginehub.core.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.api.spi.WaitingQueue;
import io.enginehub.core.role.ManualLoop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HubsTest {
    private static final Member HUB =
            new Member(new MemberId("h", new UUID(0, 0)), Member.Role.HUB, URI.create("x:h"), Map.of());

    private final ManualLoop loop = new ManualLoop();
    private final Transport transport = mock(Transport.class);
    private final Hubs hubs = new Hubs(loop.roleLoop(), transport);
    private final List<String> happened = new ArrayList<>();

    HubsTest() {
        doReturn(mock(WaitingQueue.class)).when(transport).waitingQueue(any());
    }

    private void ask(boolean wanted) {
        hubs.ask(
                () -> wanted,
                hub -> {
                    happened.add("called");
                    return Reply.ok("done");
                },
                () -> happened.add("tried"),
                happened::add);
        loop.pass(Duration.ofSeconds(5));
    }

    @Test
    void asksAHubThatComesLater() {
        ask(true);
        assertEquals(List.of("tried"), happened, "nothing is to wait behind a call that cannot be made");
        hubs.update(List.of(HUB));
        loop.pass(Duration.ofSeconds(1));
        assertEquals(List.of("tried", "called", "done"), happened);
    }

    @Test
    void asksNobodyForWhatIsNotWantedAnyMore() {
        hubs.update(List.of(HUB));
        ask(false);
        assertEquals(List.of("tried"), happened);
    }

    @Test
    void asksTheLastKnownHubWhereTheRegistryShowsNone() {
        hubs.update(List.of(HUB));
        hubs.update(List.of());
        ask(true);
        assertEquals(List.of("called", "tried", "done"), happened);
    }
}
