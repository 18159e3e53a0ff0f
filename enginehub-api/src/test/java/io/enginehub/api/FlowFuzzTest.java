package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Damages valid flows in each place: whatever comes of it is a flow, or faults that a person can do something about. */
class FlowFuzzTest {
    static final List<String> FLOWS = List.of(ValidFlows.FULL, ValidFlows.WINE);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> VALUES =
            List.of("null", "1", "true", "\"x\"", "[]", "{}", "-1.5e300", "\"\"", "[[]]", "{\"\":{}}");

    @ParameterizedTest
    @FieldSource("FLOWS")
    void givesAFlowOrFaultsWhateverStandsInAPlace(String json) throws Exception {
        int[] parsed = new int[1];
        int[] refused = new int[1];
        for (String value : VALUES) {
            int places = places(MAPPER.readTree(json)).size();
            for (int i = 0; i < places; i++) {
                JsonNode tree = MAPPER.readTree(json);
                places(tree).get(i).accept(MAPPER.readTree(value));
                (isFlow(tree.toString()) ? parsed : refused)[0]++;
            }
            (isFlow(value) ? parsed : refused)[0]++;
        }
        assertTrue(parsed[0] > 50, "parsed " + parsed[0]);
        assertTrue(refused[0] > 100, "refused " + refused[0]);
    }

    @ParameterizedTest
    @FieldSource("FLOWS")
    void givesAFlowOrFaultsWhateverMemberIsTakenAwayOrRenamed(String json) throws Exception {
        int members = members(MAPPER.readTree(json)).size();
        assertTrue(members > 20);
        for (int i = 0; i < members; i++) {
            JsonNode tree = MAPPER.readTree(json);
            Member member = members(tree).get(i);
            member.in().remove(member.name());
            isFlow(tree.toString());
            for (String name : new String[] {"", "x", "each", "a/b#[0]", "k".repeat(101)}) {
                JsonNode renamed = MAPPER.readTree(json);
                Member other = members(renamed).get(i);
                other.in().set(name, other.in().remove(other.name()));
                isFlow(renamed.toString());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("FLOWS")
    void givesFaultsWhereverTheTextBreaksOff(String json) {
        String text = json.strip();
        for (int end = 0; end < text.length(); end++) {
            assertFalse(isFlow(text.substring(0, end)));
        }
    }

    @ParameterizedTest
    @FieldSource("FLOWS")
    void givesAFlowOrFaultsWhateverCharacterIsLost(String json) {
        for (int i = 0; i < json.length(); i += 3) {
            isFlow(json.substring(0, i) + json.substring(i + 1));
            isFlow(json.substring(0, i) + "\"" + json.substring(i + 1));
            isFlow(json.substring(0, i) + "}" + json.substring(i));
        }
    }

    @Test
    void beginsWithFlowsThatAreWithoutFaults() {
        FLOWS.forEach(json -> assertTrue(isFlow(json)));
    }

    private static boolean isFlow(String json) {
        try {
            ProcessFlow flow = ProcessFlow.parse(json);
            assertEquals(flow, ProcessFlow.parse(flow.toJson()), json);
            return true;
        } catch (InvalidFlowException e) {
            assertFalse(e.faults().isEmpty(), json);
            e.faults().forEach(FlowFaultTexts::assertReadable);
            return false;
        } catch (RuntimeException e) {
            return fail("a flow must be refused with its faults: " + json, e);
        }
    }

    private record Member(ObjectNode in, String name) {}

    private static List<Member> members(JsonNode tree) {
        List<Member> members = new ArrayList<>();
        visit(tree, node -> {
            if (node instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> members.add(new Member(object, name)));
            }
        });
        return members;
    }

    /** For each value below the top, what puts another one in its place. */
    private static List<Consumer<JsonNode>> places(JsonNode tree) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        visit(tree, node -> {
            if (node instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> places.add(value -> object.set(name, value)));
            } else if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    places.add(value -> array.set(index, value));
                }
            }
        });
        return places;
    }

    private static void visit(JsonNode node, Consumer<JsonNode> action) {
        action.accept(node);
        node.forEach(child -> visit(child, action));
    }
}
