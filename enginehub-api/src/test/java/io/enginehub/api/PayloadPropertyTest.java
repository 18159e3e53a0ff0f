package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pointers into random JSON find what a tree finds that is read by other means. */
class PayloadPropertyTest {
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    static List<Long> seeds() {
        return LongStream.range(0, 300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatATreeFinds(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomJson json = new RandomJson(random);
        String text = json.space() + json.value(5) + json.space();
        JsonNode tree = TREES.readTree(text);
        Payload payload = Payload.ofJson(text);
        List<String> pointers = new ArrayList<>();
        collect(tree, "", pointers);
        for (String pointer : pointers) {
            Payload found = payload.at(pointer);
            assertEquals(tree.at(pointer), TREES.readTree(found.toBytes()), () -> text + " at " + pointer);
            if (!pointer.isEmpty()) {
                assertEquals(found.text().strip(), found.text(), () -> text + " at " + pointer);
                assertTrue(text.contains(found.text()), () -> text + " at " + pointer);
            }
        }
        for (int i = 0; i < 20; i++) {
            String pointer = damaged(pointers.get(random.nextInt(pointers.size())), random);
            JsonNode expected = tree.at(pointer);
            if (expected.isMissingNode()) {
                PayloadException e =
                        assertThrows(PayloadException.class, () -> payload.at(pointer), () -> text + " at " + pointer);
                assertTrue(e.getMessage().startsWith(Names.quoted(pointer) + " finds nothing: "), e.getMessage());
            } else {
                assertEquals(expected, TREES.readTree(payload.at(pointer).toBytes()), () -> text + " at " + pointer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsPartsOfPartsAsPartsOfTheWhole(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String text = new RandomJson(random).value(5);
        Payload payload = Payload.ofJson(text);
        List<String> pointers = new ArrayList<>();
        collect(TREES.readTree(text), "", pointers);
        for (String pointer : pointers) {
            int cut = pointer.lastIndexOf('/');
            if (cut > 0) {
                assertEquals(
                        payload.at(pointer),
                        payload.at(pointer.substring(0, cut)).at(pointer.substring(cut)),
                        () -> text + " at " + pointer);
            }
        }
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        pointers.add(pointer);
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, pointers);
        }
        node.properties()
                .forEach(member -> collect(
                        member.getValue(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        pointers));
    }

    private static String damaged(String pointer, RandomGenerator random) {
        String[] more = {"/", "/0", "/1", "/x", "/~0", "/~1", "/-", "/00", "/a b", "/0/0"};
        int cut = random.nextInt(pointer.length() + 1);
        String start = pointer.substring(0, cut);
        String kept = start.endsWith("~") ? start.substring(0, cut - 1) : start;
        boolean half = !kept.isEmpty() && Character.isHighSurrogate(kept.charAt(kept.length() - 1));
        return (half ? kept.substring(0, kept.length() - 1) : kept) + more[random.nextInt(more.length)];
    }
}
