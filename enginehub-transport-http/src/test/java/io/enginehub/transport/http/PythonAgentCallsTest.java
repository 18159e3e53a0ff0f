package io.enginehub.transport.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Endpoints;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent in Python, call by call: what any agent has to keep to. */
@Timeout(60)
final class PythonAgentCallsTest {
    private static final ModelPin PIN = new ModelPin("9f2c", "wine/3");
    private static final Payload MODEL = Payload.ofJson("{\"columns\":[\"x\"],\"means\":{\"low\":[0],\"high\":[10]}}");
    private static final Payload INPUT = Payload.ofText("text/csv", "x,y\n1,5\n9,5\n");

    private final MemberId dispatcher = new MemberId("d1", UUID.randomUUID());
    private final ProcessId process = new ProcessId(UUID.randomUUID());
    private final Results results = new Results();
    private HttpTransport transport;
    private Registry registry;
    private PythonAgent python;
    private URI address;

    /** A hub that says who is there, and a dispatcher; neither has anything behind it. */
    @BeforeEach
    void serve() {
        transport = HttpTransport.local();
        registry = transport.members(List.of());
        address = transport.serve(new Endpoints(null, AbsentHub.queue(), results, Map.of()));
    }

    @AfterEach
    void close() {
        python.close();
        registry.close();
        transport.close();
    }

    private Agent start(String... options) throws Exception {
        registerDispatcher(dispatcher);
        return startUnregistered(options);
    }

    private void registerDispatcher(MemberId id) {
        registry.register(new Member(id, Member.Role.DISPATCHER, address, Map.of()));
    }

    private Agent startUnregistered(String... options) throws Exception {
        python = PythonAgent.start(address, options);
        CompletableFuture<Member> announced = new CompletableFuture<>();
        registry.watch(members -> members.stream()
                .filter(member -> member.role() == Member.Role.AGENT)
                .forEach(announced::complete));
        return transport.agent(announced.get());
    }

    @Test
    void handlesAnEventOnceItHasTheModel() throws Exception {
        Agent agent = start();
        assertEquals(
                List.of(Accepted.UNKNOWN_MODEL),
                ok(agent.handle(List.of(event(1, 1)))).answers());
        assertEquals(true, load(agent, PIN, MODEL));
        assertEquals(
                List.of(Accepted.ACCEPTED),
                ok(agent.handle(List.of(event(1, 1)))).answers());
        ResultEvent result = results.taken.take();
        assertEquals("[\"low\", \"high\"]", result.output().text());
        assertEquals(event(1, 1).key(), result.key());
        assertEquals(1, result.epoch());
        assertEquals("python", result.agent());
        assertEquals("2 rows", result.lines().get(0).text());
        await().until(() -> ok(agent.status()).held().isEmpty());
        assertEquals(
                List.of(new ModelState(PIN.hash(), ModelState.State.WARM, null, null)),
                ok(agent.status()).models());
    }

    @Test
    void takesNoMoreThanItCanAndNothingTwice() throws Exception {
        Agent agent = start("--pause", "1000", "--capacity", "2");
        load(agent, PIN, MODEL);
        assertEquals(
                List.of(Accepted.ACCEPTED, Accepted.ACCEPTED, Accepted.BUSY, Accepted.ACCEPTED),
                ok(agent.handle(List.of(event(1, 1), event(2, 1), event(3, 1), event(2, 1))))
                        .answers());
        AgentStatus status = ok(agent.status());
        assertEquals(List.of(event(1, 1).key(), event(2, 1).key()), status.held());
        assertEquals(2, status.capacity());
    }

    @Test
    void runsAnEventOnceThatComesTwice() throws Exception {
        Agent agent = start("--pause", "0.5");
        load(agent, PIN, MODEL);
        assertEquals(
                List.of(Accepted.ACCEPTED, Accepted.ACCEPTED),
                ok(agent.handle(List.of(event(1, 1), event(1, 2)))).answers());
        ResultEvent result = results.taken.take();
        assertEquals(2, result.epoch(), "it belongs to the later one");
        await().until(() -> ok(agent.status()).held().isEmpty());
        assertNull(results.taken.poll());
    }

    @Test
    void takesNothingBesideOneThatHasToBeAlone() throws Exception {
        Agent agent = start("--pause", "1000", "--capacity", "3");
        load(agent, PIN, MODEL);
        assertEquals(
                List.of(Accepted.ACCEPTED, Accepted.BUSY),
                ok(agent.handle(List.of(alone(1), event(2, 1)))).answers());
    }

    @Test
    void takesOneThatHasToBeAloneBesideNothing() throws Exception {
        Agent agent = start("--pause", "1000", "--capacity", "3");
        load(agent, PIN, MODEL);
        assertEquals(
                List.of(Accepted.ACCEPTED, Accepted.BUSY),
                ok(agent.handle(List.of(event(1, 1), alone(2)))).answers());
    }

    @Test
    void repeatsAResultUntilItIsTaken() throws Exception {
        Agent agent = start();
        load(agent, PIN, MODEL);
        results.refusals.set(2);
        ok(agent.handle(List.of(event(1, 1))));
        assertEquals(event(1, 1).key(), results.taken.take().key());
        assertEquals(-1, results.refusals.get());
        await().until(() -> ok(agent.status()).held().isEmpty());
    }

    @Test
    void answersAnEventThatIsOverFromMemory() throws Exception {
        Agent agent = start("--pause", "0.5");
        load(agent, PIN, MODEL);
        ok(agent.handle(List.of(event(1, 1))));
        ResultEvent first = results.taken.take();
        assertEquals(
                List.of(Accepted.ACCEPTED),
                ok(agent.handle(List.of(event(1, 4)))).answers());
        ResultEvent again = results.taken.take();
        assertEquals(4, again.epoch());
        assertEquals(first.took(), again.took(), "it did not run again");
        assertEquals(first.output(), again.output());
    }

    @Test
    void sendsResultsToNobodyWhomTheHubDoesNotKnow() throws Exception {
        registerDispatcher(new MemberId("d1", UUID.randomUUID())); // why: another boot of it is another
        Agent agent = startUnregistered();
        load(agent, PIN, MODEL);
        ok(agent.handle(List.of(event(1, 1))));
        assertNull(results.taken.poll(1, TimeUnit.SECONDS));
        assertEquals(1, ok(agent.status()).held().size(), "it is kept");
        registerDispatcher(dispatcher);
        assertEquals(event(1, 1).key(), results.taken.take().key());
    }

    @Test
    void letsGoOfWhatIsCancelledWhileItRuns() throws Exception {
        Agent agent = start("--pause", "1000", "--capacity", "4");
        load(agent, PIN, MODEL);
        ok(agent.handle(List.of(event(1, 2), event(2, 3))));
        assertEquals(true, ok(agent.cancel(List.of(new Held(process, 2)))));
        AgentStatus status = ok(agent.status());
        assertEquals(List.of(event(2, 3).key()), status.held());
        assertEquals(1, status.overdue(), "its thread goes on, and takes up a place");
        assertEquals(
                List.of(Accepted.BUSY), ok(agent.handle(List.of(event(1, 2)))).answers(), "it came late");
    }

    @Test
    void givesUpWhatTakesTooLongAndTellsItOnce() throws Exception {
        Agent agent = start("--pause", "3");
        load(agent, PIN, MODEL);
        InputEvent impatient =
                new InputEvent(event(1, 1).key(), 1, dispatcher, Duration.ofMillis(200), PIN, false, INPUT);
        ok(agent.handle(List.of(impatient)));
        assertEquals(Failure.Kind.TIMEOUT, results.taken.take().failure().kind());
        assertEquals(1, ok(agent.status()).overdue(), "its thread goes on, and takes up a place");
        await().until(() -> ok(agent.status()).overdue() == 0);
        assertNull(results.taken.poll(1, TimeUnit.SECONDS));
    }

    @Test
    void tellsNobodyTheResultOfWhatWasCancelled() throws Exception {
        Agent agent = start("--pause", "3");
        load(agent, PIN, MODEL);
        ok(agent.handle(List.of(event(1, 2))));
        ok(agent.cancel(List.of(new Held(process, 2))));
        assertEquals(1, ok(agent.status()).overdue());
        await().until(() -> ok(agent.status()).overdue() == 0);
        assertNull(results.taken.poll(1, TimeUnit.SECONDS));
    }

    @Test
    void forgetsAResultThatIsNotDeliveredWhenItIsCancelled() throws Exception {
        Agent agent = start();
        load(agent, PIN, MODEL);
        results.refusals.set(Integer.MAX_VALUE);
        ok(agent.handle(List.of(event(1, 2))));
        await().until(() -> results.refusals.get() < Integer.MAX_VALUE);
        ok(agent.cancel(List.of(new Held(process, 2))));
        assertEquals(List.of(), ok(agent.status()).held());
        results.refusals.set(0);
        ok(agent.handle(List.of(event(2, 3))));
        assertEquals(event(2, 3).key(), results.taken.take().key());
        assertNull(results.taken.poll());
    }

    @Test
    void keepsAModelForItsOwnersAndShowsWhyOneFailed() throws Exception {
        Agent agent = start();
        ModelPin broken = new ModelPin("0b0b", "wine/3");
        load(agent, broken, Payload.ofJson("{}"));
        await().until(() -> ok(agent.status()).models().get(0).state() == ModelState.State.FAILED);
        assertEquals(
                "ValueError: a model has columns and means",
                ok(agent.status()).models().get(0).problem());
        load(agent, PIN, MODEL);
        load(agent, new ModelPin(PIN.hash(), "other"), MODEL);
        ok(agent.unpin(List.of(broken, PIN)));
        load(agent, new ModelPin("1a1a", "wine/3"), MODEL);
        assertEquals(
                List.of(PIN.hash(), "1a1a"),
                ok(agent.status()).models().stream().map(ModelState::hash).toList());
    }

    @Test
    void isAnotherAtAnotherBoot() throws Exception {
        Agent before = start("--name", "p");
        python.kill();
        int port = python.address().getPort();
        python = PythonAgent.start(address, "--name", "p", "--port", String.valueOf(port));
        Reply<AgentStatus> reply = before.status().toCompletableFuture().get();
        assertEquals("OTHER_BOOT", assertInstanceOf(Reply.Refused.class, reply).code());
    }

    private InputEvent alone(int attempt) {
        return new InputEvent(event(attempt, 1).key(), 1, dispatcher, null, PIN, true, INPUT);
    }

    private InputEvent event(int attempt, long epoch) {
        return new InputEvent(
                new EventKey(process, "label", 1, attempt),
                epoch,
                dispatcher,
                Duration.ofSeconds(30),
                PIN,
                false,
                INPUT);
    }

    private static boolean load(Agent agent, ModelPin pin, Payload model) throws Exception {
        return ok(agent.load(List.of(new ModelLoad(pin, Duration.ofMinutes(1), model))));
    }

    private static <T> T ok(CompletionStage<Reply<T>> stage) throws Exception {
        Reply<T> reply = stage.toCompletableFuture().get();
        assertTrue(reply instanceof Reply.Ok<T>, reply::toString);
        return ((Reply.Ok<T>) reply).value();
    }
}
