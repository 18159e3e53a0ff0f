package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Reply;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whatever bytes arrive: a message, or the one exception; and no more memory than they are worth. */
class HostileMessageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One message of each kind, and a second one of other values. */
    private static List<Exchange.Message> messages() {
        return Stream.of(3L, 8L)
                .flatMap(seed -> Exchange.all(seed).stream())
                .flatMap(exchange -> Stream.of(exchange.request, exchange.reply))
                .toList();
    }

    /** Reads what may be anything; true where it was a message. */
    private static boolean reads(Exchange.Message message, byte[] bytes, String what) {
        try {
            assertNotNull(message.read(bytes));
            return true;
        } catch (WireException e) {
            assertTrue(e.getMessage().startsWith("The message is refused at " + e.place() + ": "), e.getMessage());
            assertTrue(e.getMessage().endsWith("."), e.getMessage());
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(message.name() + ", " + what, e);
        }
    }

    private static WireException refused(String head, byte[]... parts) {
        byte[] message = new Bytes(head, List.of(parts)).toMessage();
        return assertThrows(WireException.class, () -> AgentCalls.CANCEL.readRequest(message));
    }

    @Test
    void aMessageThatEndsEarlyIsRefusedWhereverItEnds() {
        for (Exchange.Message message : messages()) {
            byte[] whole = message.bytes();
            assertTrue(reads(message, whole, "whole"));
            // why the step: the inside of a large payload is all alike
            for (int length = 0; length < whole.length; length += length < 20_000 ? 1 : 997) {
                boolean read = reads(message, Arrays.copyOf(whole, length), "cut at " + length);
                assertTrue(!read, message.name() + " was read although it ends at " + length);
            }
        }
    }

    @Test
    void flippedBitsGiveAMessageOrTheOneException() {
        Random random = new Random(1);
        int refusals = 0;
        for (Exchange.Message message : messages()) {
            for (int i = 0; i < 300; i++) {
                byte[] bytes = message.bytes().clone();
                int reach = Math.min(bytes.length, 3000);
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                refusals += reads(message, bytes, "flips " + i) ? 0 : 1;
            }
        }
        assertTrue(refusals > 1000, "only " + refusals + " were refused");
    }

    @Test
    void membersThatAreMissingOrOfAnotherTypeGiveAMessageOrTheOneException() {
        List<String> others = List.of(
                "null",
                "true",
                "-1",
                "1e999",
                "1.5",
                "99999999999999999999",
                "2147483648",
                "\"\"",
                "\"\\uD800\"",
                "[]",
                "{}",
                "[null]",
                "[[]]",
                "[{}]",
                "{\"part\":0}",
                "{\"part\":-1}",
                "{\"part\":\"0\"}",
                "{\"part\":0,\"type\":7}");
        for (Exchange.Message message : messages()) {
            Bytes bytes = Bytes.of(message.bytes());
            int places = places(ExpectedHead.parsed(bytes.head())).size();
            for (int place = 0; place < places; place++) {
                for (String other : others) {
                    JsonNode head = ExpectedHead.parsed(bytes.head());
                    places(head).get(place).set(ExpectedHead.parsed(other));
                    reads(message, bytes.withHead(head.toString()).toMessage(), head.toString());
                }
                JsonNode head = ExpectedHead.parsed(bytes.head());
                places(head).get(place).remove();
                reads(message, bytes.withHead(head.toString()).toMessage(), head.toString());
            }
        }
    }

    /** Where a value stands in a tree. */
    private record Place(JsonNode parent, String name, int index) {
        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    private static List<Place> places(JsonNode tree) {
        List<Place> all = new ArrayList<>();
        tree.properties().forEach(member -> {
            all.add(new Place(tree, member.getKey(), 0));
            all.addAll(places(member.getValue()));
        });
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            all.add(new Place(tree, "", i));
            all.addAll(places(tree.get(i)));
        }
        return all;
    }

    @Test
    void lengthsThatLieAreRefusedAndCostNothing() {
        for (Exchange.Message message : messages()) {
            assertTrue(reads(message, message.bytes(), "whole")); // why: what is loaded once is not counted
            ByteBuffer bytes = ByteBuffer.wrap(message.bytes().clone());
            int head = bytes.getInt(4);
            List<Integer> lengths = new ArrayList<>(List.of(4));
            for (int at = 8 + head; at < bytes.capacity(); at += 4 + bytes.getInt(at)) {
                lengths.add(at);
            }
            for (int at : lengths) {
                int truth = bytes.getInt(at);
                for (int lie :
                        new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 28, Frame.MAX_HEAD, truth + 1, 0}) {
                    bytes.putInt(at, lie);
                    long before = allocated();
                    reads(message, bytes.array(), "length " + lie + " at " + at);
                    long cost = allocated() - before;
                    assertTrue(cost < 10L * bytes.capacity() + (4 << 20), message.name() + ", " + lie + ": " + cost);
                }
                bytes.putInt(at, truth);
            }
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void saysWhatIsWrongWhereAndWhatToDo() {
        assertEquals(
                "The message is refused at byte 5: it ends there, before its head. Send the message whole.",
                assertThrows(WireException.class, () -> AgentCalls.CANCEL.readRequest(new byte[5]))
                        .getMessage());
        assertEquals(
                "The message is refused at byte 0: it is no message of EngineHub. Begin it with EHM and the version.",
                assertThrows(
                                WireException.class,
                                () -> AgentCalls.CANCEL.readRequest(
                                        "{\"processes\":[]}".getBytes(StandardCharsets.UTF_8)))
                        .getMessage());
        assertEquals(
                "The message is refused at processes[1].epoch: it is missing. Send it.",
                refused("{\"processes\":[" + held(1) + ",{\"process\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}]}")
                        .getMessage());
        assertEquals(
                "The message is refused at processes[0].process: it is no UUID."
                        + " Send one like 01890a5d-ac96-774b-bcce-b302099a8057.",
                refused("{\"processes\":[{\"process\":\"1-1-1-1-1\"}]}").getMessage());
        assertEquals(
                "The message is refused at the head, byte 14: it is no JSON. Write it in JSON.",
                refused("{\"processes\":[").getMessage());
        byte[] bytes = new Bytes("{\"ok\":{\"answers\":[\"MAYBE\"]}}", List.of()).toMessage();
        assertEquals(
                "The message is refused at ok.answers[0]: the name is not known. Send one of [ACCEPTED, BUSY, UNKNOWN_MODEL].",
                assertThrows(WireException.class, () -> AgentCalls.HANDLE.readReply(bytes))
                        .getMessage());
    }

    @Test
    void aValueThatDoesNotFitIsRefusedAndNotBent() {
        List.of("2147483648", "-2147483649", "1.0", "1e3", "\"1\"", "true", "[1]")
                .forEach(number -> {
                    String head = "{\"ok\":{\"algorithm\":\"a\",\"capacity\":" + number + "}}";
                    assertEquals("ok.capacity", refused(AgentCalls.STATUS, head).place(), number);
                });
        List.of("9223372036854775808", "1e3", "\"1\"", "null").forEach(number -> {
            WireException e = refused("{\"processes\":[" + held(number) + "]}");
            assertEquals("processes[0].epoch", e.place(), number);
        });
        List.of("1e999", "\"NaN\"", "{}").forEach(number -> {
            String model = "{\"hash\":\"h\",\"state\":\"WARM\",\"fraction\":" + number + "}";
            String head = "{\"ok\":{\"algorithm\":\"a\",\"capacity\":1,\"models\":[" + model + "]}}";
            assertEquals(
                    "ok.models[0].fraction", refused(AgentCalls.STATUS, head).place(), number);
        });
        for (String flag : List.of("1", "\"true\"", "{}")) {
            assertEquals(
                    "ok", refused(AgentCalls.CANCEL, "{\"ok\":" + flag + "}").place());
        }
        for (String both : List.of("{}", "{\"ok\":true,\"unknown\":{\"why\":\"\"}}", "{\"refused\":{}}")) {
            refused(AgentCalls.CANCEL, both);
        }
    }

    private static WireException refused(Call<?, ?, ?> call, String reply) {
        byte[] message = new Bytes(reply, List.of()).toMessage();
        return assertThrows(WireException.class, () -> call.readReply(message), reply);
    }

    @Test
    void anotherVersionIsRefusedByItsNumber() {
        for (int version : new int[] {0, 2, 255}) {
            byte[] message = AgentCalls.CANCEL.writeRequest(List.of());
            message[3] = (byte) version;
            WireException e = assertThrows(WireException.class, () -> AgentCalls.CANCEL.readRequest(message));
            assertEquals(
                    "The message is refused at byte 3: it has version " + version + " of the format."
                            + " Send version 1, or bring both sides to the same release.",
                    e.getMessage());
        }
    }

    @Test
    void depthIsBounded() {
        int deep = 100_000;
        for (String value :
                List.of("[".repeat(deep) + "]".repeat(deep), "{\"x\":".repeat(deep) + "1" + "}".repeat(deep))) {
            WireException e = refused("{\"processes\":[],\"x\":" + value + "}");
            assertTrue(e.getMessage().contains("32 deep"), e.getMessage());
        }
    }

    @Test
    void whatIsBuiltOfAHeadIsBounded() {
        String item = "{},";
        byte[] message = new Bytes(
                        "{\"processes\":[],\"x\":[" + item.repeat(Frame.MAX_HEAD / item.length() - 20) + "0]}",
                        List.of())
                .toMessage();
        long before = allocated();
        assertTrue(assertThrows(WireException.class, () -> AgentCalls.CANCEL.readRequest(message))
                .getMessage()
                .contains("2000000 tokens"));
        long cost = allocated() - before;
        assertTrue(cost < 300L << 20, "so many bytes were allocated: " + cost);
    }

    @Test
    void aPartThatIsReferredToAgainAndAgainIsCopiedOnce() {
        String events = Stream.generate(() -> "{\"hash\":\"h\",\"owner\":\"o\"}")
                .limit(1000)
                .map(pin -> "{\"pin\":" + pin + ",\"keep\":\"PT1S\",\"model\":{\"part\":0}}")
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
        long small = costOfModels(events, 0);
        long large = costOfModels(events, 4 << 20);
        assertTrue(
                large - small < 8 << 20, "so many bytes were allocated: " + large + ", and " + small + " without it");
    }

    private static long costOfModels(String head, int part) {
        byte[] message = new Bytes(head, List.of(new byte[part])).toMessage();
        assertEquals(1000, AgentCalls.LOAD.readRequest(message).size()); // why: what is loaded once is not counted
        long before = allocated();
        assertEquals(1000, AgentCalls.LOAD.readRequest(message).size());
        return allocated() - before;
    }

    @Test
    void aPartHasOneType() {
        String event = "{\"pin\":{\"hash\":\"h\",\"owner\":\"o\"},\"keep\":\"PT1S\",\"model\":{\"part\":0%s}}";
        String head = "{\"models\":[" + event.formatted("") + "," + event.formatted(",\"type\":\"text/csv\"") + "]}";
        byte[] message = new Bytes(head, List.of(new byte[1])).toMessage();

        assertEquals(
                "The message is refused at models[1].model: its part has another type elsewhere. Give a part one type.",
                assertThrows(WireException.class, () -> AgentCalls.LOAD.readRequest(message))
                        .getMessage());
    }

    @Test
    void namesThatCollideAndNamesThatStandTwice() {
        // why these: "Aa" and "BB" have the same hash code in Java, and so have all texts that are made of them
        String colliding = IntStream.range(0, 1 << 14)
                .mapToObj(n -> IntStream.range(0, 14)
                        .mapToObj(bit -> (n >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(","));
        byte[] message = new Bytes("{" + colliding + ",\"processes\":[]}", List.of()).toMessage();
        assertEquals(List.of(), AgentCalls.CANCEL.readRequest(message));
        refused("{\"processes\":[],\"processes\":[]}");
    }

    @Test
    void onlyUtf8IsAHead() {
        String head = "{\"processes\":[]}";
        for (String name : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
            byte[] bytes = head.getBytes(Charset.forName(name));
            ByteBuffer message = ByteBuffer.allocate(8 + bytes.length)
                    .put(new byte[] {'E', 'H', 'M', 1})
                    .putInt(bytes.length)
                    .put(bytes);
            assertThrows(WireException.class, () -> AgentCalls.CANCEL.readRequest(message.array()), name);
        }
        refused("\uFEFF" + head);
        refused("");
        refused(head + "{}");
        refused("[]");
    }

    @Test
    void boundsAreTheSameWhereAMessageIsWrittenAndWhereItIsRead() {
        Held held = (Held) new RandomValues(1).value(Held.class);
        int most = (Frame.MAX_TOKENS - 5) / 6; // why: an object of two members has six tokens, all around it five
        List<Held> many = Collections.nCopies(most, held);
        assertEquals(many, AgentCalls.CANCEL.readRequest(AgentCalls.CANCEL.writeRequest(many)));
        List<Held> more = Collections.nCopies(most + 1, held);
        tooMuch("the head: it has 2000003 tokens", () -> AgentCalls.CANCEL.writeRequest(more));

        Map<String, Payload> parts = new LinkedHashMap<>();
        for (int i = 0; i < Frame.MAX_PARTS; i++) {
            parts.put("p" + i, Payload.of(i));
        }
        byte[] full = QueueCalls.PAYLOADS.writeReply(new Reply.Ok<>(parts));
        assertEquals(new Reply.Ok<>(parts), QueueCalls.PAYLOADS.readReply(full));
        parts.put("one more", Payload.ofJson("1"));
        tooMuch("the message: it has 65537 parts", () -> QueueCalls.PAYLOADS.writeReply(new Reply.Ok<>(parts)));
        byte[] oneMore = Arrays.copyOf(full, full.length + 4);
        tooMuch("the message: it has 65537 parts", () -> QueueCalls.PAYLOADS.readReply(oneMore));

        String why = "x".repeat(Frame.MAX_HEAD);
        tooMuch("the head: it has 33554454 bytes", () -> AgentCalls.CANCEL.writeReply(new Reply.Unknown<>(why)));
    }

    private static void tooMuch(String problem, Executable executable) {
        String message = assertThrows(WireException.class, executable).getMessage();
        assertTrue(message.startsWith("The message is refused at " + problem + ". Send at most "), message);
    }

    @Test
    void aKeyThatNoParserTakesIsRefusedWhereItIsWritten() {
        Member member = new Member(
                new MemberId("d1", new UUID(1, 2)), Member.Role.HUB, URI.create("sim://d1"), Map.of("cut \uD83C", ""));

        assertThrows(WireException.class, () -> MemberCodec.write(List.of(member)));
    }

    private static String held(Object epoch) {
        return "{\"process\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"epoch\":" + epoch + "}";
    }
}
