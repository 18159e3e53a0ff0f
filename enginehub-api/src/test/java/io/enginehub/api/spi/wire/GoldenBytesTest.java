package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Failure;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.ResultEvent;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepLines;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The format itself, byte by byte: what fails here breaks agents in other languages, and hosts of another release. */
class GoldenBytesTest {
    private static final ProcessId PROCESS = ProcessId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final EventKey KEY = new EventKey(PROCESS, "tree", 1, 2);
    private static final MemberId DISPATCHER =
            new MemberId("d1", UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"));
    private static final String KEY_JSON =
            "{\"process\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"step\":\"tree\",\"run\":1,\"attempt\":2}";
    private static final String DISPATCHER_JSON =
            "{\"name\":\"d1\",\"incarnation\":\"f81d4fae-7dec-41d0-a765-00a0c91e6bf6\"}";

    /** Writes what a test expects: integers as four bytes, texts as ISO 8859-1, one byte a character. */
    private static byte[] bytes(Object... pieces) {
        StringBuilder all = new StringBuilder();
        for (Object piece : pieces) {
            if (piece instanceof Integer number) {
                for (int shift = 24; shift >= 0; shift -= 8) {
                    all.append((char) (number >> shift & 0xFF));
                }
            } else {
                all.append(piece);
            }
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void same(byte[] expected, byte[] written) {
        assertEquals(
                new String(expected, StandardCharsets.ISO_8859_1), new String(written, StandardCharsets.ISO_8859_1));
        assertArrayEquals(expected, written);
    }

    @Test
    void eventsThatShareAnInputAreAHeadAndOnePart() {
        ModelPin pin = new ModelPin("9f2c", "wine/3");
        Payload rows = Payload.ofBytes("text/csv", new byte[] {'a', ',', (byte) 0xE4, '\n', 0, (byte) 0xFF});
        List<InputEvent> events = List.of(
                new InputEvent(KEY, 7, DISPATCHER, Duration.ofMillis(2500), pin, true, rows),
                new InputEvent(KEY, (1L << 53) + 1, DISPATCHER, null, pin, false, rows));

        byte[] message = AgentCalls.HANDLE.writeRequest(events);

        String head = "{\"events\":[{\"key\":" + KEY_JSON + ",\"epoch\":7,\"from\":" + DISPATCHER_JSON
                + ",\"timeout\":\"PT2.5S\",\"model\":{\"hash\":\"9f2c\",\"owner\":\"wine/3\"},\"alone\":true"
                + ",\"input\":{\"part\":0,\"type\":\"text/csv\"}},{\"key\":" + KEY_JSON
                + ",\"epoch\":9007199254740993,\"from\":" + DISPATCHER_JSON
                + ",\"model\":{\"hash\":\"9f2c\",\"owner\":\"wine/3\"},\"alone\":false"
                + ",\"input\":{\"part\":0,\"type\":\"text/csv\"}}]}";
        same(bytes("EHM\u0001", 583, head, 6, "a,\u00E4\n\u0000\u00FF"), message);
    }

    @Test
    void resultsAreHeadsWithOutputsBehind() {
        StepLines.Line line = new StepLines.Line(
                Instant.parse("2026-01-31T12:00:00.5Z"), LogLine.Level.WARN, "\u00E4\uD83C\uDF33\"\uD83C");
        List<ResultEvent> results = List.of(
                new ResultEvent(
                        KEY, 7, "tree-1", Duration.ofNanos(1_000_000_001), Payload.ofJson("[1]"), null, List.of()),
                new ResultEvent(
                        KEY,
                        7,
                        "tree-1",
                        Duration.ZERO,
                        null,
                        new Failure(Failure.Kind.ALGORITHM, "tree", "no rows"),
                        List.of(line)));

        byte[] message = DispatcherCalls.RESULTS.writeRequest(results);

        String head = "{\"results\":[{\"key\":" + KEY_JSON + ",\"epoch\":7,\"agent\":\"tree-1\""
                + ",\"took\":\"PT1.000000001S\",\"output\":{\"part\":0},\"lines\":[],\"spoke\":false},{\"key\":"
                + KEY_JSON
                + ",\"epoch\":7,\"agent\":\"tree-1\",\"took\":\"PT0S\""
                + ",\"failure\":{\"kind\":\"ALGORITHM\",\"processor\":\"tree\",\"message\":\"no rows\"}"
                + ",\"lines\":[{\"at\":\"2026-01-31T12:00:00.500Z\",\"level\":\"WARN\",\"text\":\"\u00C3\u00A4\u00F0\u009F\u008C\u00B3\\\"\\uD83C\"}],\"spoke\":false}]}";
        same(bytes("EHM\u0001", 503, head, 3, "[1]"), message);
    }

    @Test
    void aMessageOfAnotherHandIsReadToo() {
        String head = "{ \"sentBy\": [\"python\", {}], \"results\": [\n"
                + "  { \"lines\": null, \"output\": { \"type\": \"text/plain\", \"part\": 1, \"of\": 2 },\n"
                + "    \"took\": \"PT0.1S\", \"agent\": \"B\u00C3\u00A4r\", \"epoch\": 7, \"x\": 1e9,\n"
                + "    \"key\": " + KEY_JSON + "}]}\r\n";
        byte[] message = bytes("EHM\u0001", head.length(), head, 2, "??", 1, "y");

        ResultEvent expected = new ResultEvent(
                KEY, 7, "B\u00E4r", Duration.ofMillis(100), Payload.ofText("text/plain", "y"), null, List.of(), true);
        assertEquals(List.of(expected), DispatcherCalls.RESULTS.readRequest(message));
    }

    @Test
    void aClaimAndItsAnswer() {
        ClaimRequest request = new ClaimRequest(
                DISPATCHER, 12, 8, new LinkedHashSet<>(List.of("b", "a")), null, Duration.ofSeconds(5));
        ProcessFlow flow = ProcessFlow.chain("words", "text.split");
        Claim claim = new Claim(
                new Held(PROCESS, 3),
                1,
                new FlowVersion("words", 2),
                new PlanHash("e3b0"),
                flow,
                new LinkedHashSet<>(List.of("z", "y")),
                List.of(new Claim.Try("x", 1, 0, Duration.ofSeconds(4))),
                Map.of("z", Payload.NULL));
        Claimed claimed =
                new Claimed(SessionState.HELD, Duration.ofSeconds(5), List.of(claim), null, Duration.ofSeconds(1));

        same(
                bytes(
                        "EHM\u0001",
                        133,
                        "{\"owner\":" + DISPATCHER_JSON
                                + ",\"number\":12,\"slots\":8,\"live\":[\"b\",\"a\"],\"patience\":\"PT5S\"}"),
                QueueCalls.CLAIM.writeRequest(request));
        String head = "{\"ok\":{\"session\":\"HELD\",\"lease\":\"PT5S\",\"claims\":[{\"held\":{\"process\":\"" + PROCESS
                + "\",\"epoch\":3},\"run\":1,\"version\":{\"key\":\"words\",\"version\":2},\"plan\":\"e3b0\""
                + ",\"flow\":{\"part\":0},\"finished\":[\"z\",\"y\"]"
                + ",\"tries\":[{\"step\":\"x\",\"attempts\":1,\"losses\":0,\"due\":\"PT4S\"}]"
                + ",\"payloads\":{\"z\":{\"part\":1}}}],\"waited\":\"PT1S\"}}";
        String json = "{\"format\":1,\"key\":\"words\",\"processors\":{\"text.split\":{\"algorithm\":\"text.split\""
                + ",\"input\":\"#\"}},\"output\":\"text.split\"}";
        same(bytes("EHM\u0001", 324, head, 115, json, 4, "null"), QueueCalls.CLAIM.writeReply(new Reply.Ok<>(claimed)));
    }

    @Test
    void repliesThatAreNoAnswers() {
        same(
                bytes("EHM\u0001", 51, "{\"refused\":{\"code\":\"STORE\",\"retryAfter\":\"PT0.25S\"}}"),
                QueueCalls.RENEW.writeReply(new Reply.Refused<>("STORE", Duration.ofMillis(250))));
        same(
                bytes("EHM\u0001", 28, "{\"refused\":{\"code\":\"STORE\"}}"),
                QueueCalls.RENEW.writeReply(new Reply.Refused<>("STORE", null)));
        same(
                bytes("EHM\u0001", 31, "{\"unknown\":{\"why\":\"no answer\"}}"),
                AgentCalls.CANCEL.writeReply(new Reply.Unknown<>("no answer")));
        same(bytes("EHM\u0001", 11, "{\"ok\":true}"), AgentCalls.CANCEL.writeReply(new Reply.Ok<>(true)));
        same(bytes("EHM\u0001", 2, "{}"), AgentCalls.STATUS.writeRequest(new AgentCalls.Status()));
    }

    @Test
    void members() {
        Member member = new Member(
                DISPATCHER, Member.Role.DISPATCHER, URI.create("http://10.0.0.7:8080"), Map.of(Member.CAPACITY, "8"));

        same(
                bytes(
                        "EHM\u0001",
                        165,
                        "{\"members\":[{\"id\":" + DISPATCHER_JSON + ",\"role\":\"DISPATCHER\""
                                + ",\"address\":\"http://10.0.0.7:8080\",\"facts\":{\"capacity\":\"8\"}}]}"),
                MemberCodec.write(List.of(member)));
    }
}
