package io.enginehub.api.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.InputEvent;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.PlanHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for those who write agents in other languages says what the code does. */
class WirePageTest {
    private static final String PAGE = page();

    private static final InputEvent EXAMPLE = new InputEvent(
            new EventKey(ProcessId.parse("01890a5d-ac96-774b-bcce-b302099a8057"), "tree", 1, 1),
            3,
            new MemberId("d1", UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6")),
            Duration.ofMillis(2500),
            new ModelPin("9f2c", "wine/3"),
            false,
            Payload.ofText("text/csv", "x,y\n1.5,2\n"));

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "wire.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in the nth block of a language. */
    private static String block(String language, int number) {
        return PAGE.split("```" + language + "\n", -1)[number].split("```", -1)[0];
    }

    @Test
    void theExampleIsTheMessage() {
        byte[] message = AgentCalls.HANDLE.writeRequest(List.of(EXAMPLE));

        assertEquals(hexDump(message), block("hexdump", 1));
        assertEquals(List.of(EXAMPLE), AgentCalls.HANDLE.readRequest(bytes(block("hexdump", 1))));
        assertEquals(
                ExpectedHead.parsed(block("json", 2)),
                ExpectedHead.parsed(Bytes.of(message).head()));
        String reply = block("json", 3);
        assertEquals(
                "Ok[value=Handed[answers=[ACCEPTED], results=[]]]",
                AgentCalls.HANDLE
                        .readReply(new Bytes(reply, List.of()).toMessage())
                        .toString());
    }

    private static String hexDump(byte[] message) {
        StringBuilder dump = new StringBuilder();
        for (int line = 0; line < message.length; line += 16) {
            byte[] bytes = Arrays.copyOfRange(message, line, Math.min(line + 16, message.length));
            dump.append(String.format(
                    "%04x  %-48s ", line, HexFormat.ofDelimiter(" ").formatHex(bytes)));
            for (byte each : bytes) {
                dump.append(each >= ' ' && each <= '~' ? (char) each : '.');
            }
            dump.append('\n');
        }
        return dump.toString();
    }

    private static byte[] bytes(String dump) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dump.lines()
                .map(line -> line.substring(6, 54).strip())
                .forEach(line -> bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(line)));
        return bytes.toByteArray();
    }

    @Test
    void everyMemberOfEveryMessageHasItsRowWithItsType() {
        for (Class<?> message : RandomValuesTest.messages()) {
            if (message != ProcessId.class && message != PlanHash.class) {
                assertEquals(
                        Arrays.stream(message.getRecordComponents())
                                .map(component -> component.getName() + ": " + type(component.getGenericType()))
                                .toList(),
                        rows(message).stream()
                                .map(row -> row.name() + ": " + row.type())
                                .toList(),
                        message.getSimpleName());
            }
        }
    }

    private record Row(String name, String type, String missing) {}

    private static List<Row> rows(Class<?> message) {
        String section = section(message.getSimpleName());
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Row(cells[1].replace("`", ""), cells[2], cells[3]))
                .toList();
    }

    private static String section(String title) {
        String[] sections = PAGE.split("\n### " + title + "\n", -1);
        assertEquals(2, sections.length, "there is one section ### " + title);
        return sections[1].split("\n##", -1)[0];
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return (of.length == 1 ? "array of " : "object of ") + type(of[of.length - 1]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(each -> "`" + each + "`")
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return switch (plain.getSimpleName()) {
            case "String", "PlanHash" -> "text";
            case "boolean" -> "true or false";
            case "int" -> "whole number (32 bits)";
            case "long" -> "whole number (64 bits)";
            case "Double" -> "number";
            case "Duration" -> "duration";
            case "Instant" -> "time";
            case "UUID", "ProcessId" -> "UUID";
            case "URI" -> "URI";
            case "Payload" -> "payload";
            case "ProcessFlow" -> "flow";
            default ->
                "[" + plain.getSimpleName() + "](#" + plain.getSimpleName().toLowerCase(Locale.ROOT) + ")";
        };
    }

    @Test
    void whatIsRefusedWithoutAMemberIsSaidToBe() {
        Set<String> needed = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            Member member = (Member) new RandomValues(seed).value(Member.class);
            look(member, "/members/0", MemberCodec.write(List.of(member)), MemberCodec::read, seen, needed);
            for (Exchange exchange : Exchange.all(seed)) {
                exchange.answered.fold(
                        value -> {
                            look(value, "/ok", exchange.reply.bytes(), exchange.reply::read, seen, needed);
                            return true;
                        },
                        refused -> true,
                        unknown -> true);
                for (int i = 0; i < exchange.said.size(); i++) {
                    String name = exchange.method.getParameters()[i].getName();
                    String root = name.equals("request") ? "" : "/" + name;
                    look(exchange.said.get(i), root, exchange.request.bytes(), exchange.request::read, seen, needed);
                }
            }
        }
        for (Class<?> message : RandomValuesTest.messages()) {
            for (RecordComponent component : message.getRecordComponents()) {
                String name = Members.name(component);
                if (message != ProcessId.class && message != PlanHash.class) {
                    assertTrue(seen.contains(name), name + " was never left out");
                    Row row = rows(message).stream()
                            .filter(each -> each.name().equals(component.getName()))
                            .findFirst()
                            .orElseThrow();
                    boolean optional = RandomValues.isNullable(component) || !needed.contains(name);
                    assertEquals(optional, !row.missing().equals("refused"), name + ", missing: " + row.missing());
                }
            }
        }
    }

    private interface Reading {
        Object of(byte[] message);
    }

    /** Leaves out each member once, and notes which of them are missed. */
    private static void look(
            Object said, String root, byte[] message, Reading reading, Set<String> seen, Set<String> needed) {
        ExpectedHead expected = new ExpectedHead();
        JsonNode unused = expected.json(said);
        Bytes bytes = Bytes.of(message);
        expected.places.forEach((place, component) -> {
            String name = Members.name(component);
            JsonNode head = ExpectedHead.parsed(bytes.head());
            int cut = (root + place).lastIndexOf('/');
            ((ObjectNode) head.at((root + place).substring(0, cut))).remove(component.getName());
            seen.add(name);
            try {
                assertNotNull(reading.of(bytes.withHead(head.toString()).toMessage()));
            } catch (WireException e) {
                needed.add(name);
            }
        });
    }

    @Test
    void everyCallHasItsRowWithItsArguments() {
        for (Exchange.Role<?> role : Exchange.Role.ALL) {
            role.methods().forEach(method -> {
                String row = PAGE.lines()
                        .filter(line -> line.startsWith("| `" + method.getName() + "` | ") && !line.contains("refused"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row for the call " + method.getName()));
                Arrays.stream(method.getParameters())
                        .filter(parameter -> !parameter.getName().equals("request"))
                        .forEach(parameter -> assertTrue(row.contains("`" + parameter.getName() + "`: "), row));
            });
        }
    }

    @Test
    void boundsAndVersionAreTheCodes() {
        List.of(Frame.MAX_MESSAGE, Frame.MAX_HEAD, Frame.MAX_TOKENS, Frame.MAX_DEPTH, Frame.MAX_PART, Frame.MAX_PARTS)
                .forEach(bound -> {
                    String number = String.format(Locale.ROOT, "| %,d ", bound);
                    assertTrue(PAGE.contains(number), number);
                });
        assertTrue(PAGE.contains("the version of this format: `0" + Frame.VERSION + "`"));
    }
}
