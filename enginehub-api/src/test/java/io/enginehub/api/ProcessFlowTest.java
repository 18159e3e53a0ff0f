package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFlowTest {
    private static ProcessFlow parse(String json) {
        return ProcessFlow.parse(json);
    }

    private static ProcessFlow one(String members) {
        return parse("{\"format\":1,\"key\":\"k\",\"processors\":{\"a\":{\"algorithm\":\"x\"" + members + "}}}");
    }

    private static void assertRoundTrip(ProcessFlow flow) {
        ProcessFlow again = ProcessFlow.parse(flow.toJson());
        assertEquals(flow, again);
        assertEquals(flow.hashCode(), again.hashCode());
        assertEquals(flow.toJson(), again.toJson());
        assertEquals(flow.output(), again.output());
        assertEquals(flow.deadline(), again.deadline());
        assertEquals(
                List.copyOf(flow.processors().keySet()),
                List.copyOf(again.processors().keySet()));
        flow.processors().forEach((key, processor) -> {
            Processor other = again.processors().get(key);
            assertEquals(processor.algorithm(), other.algorithm());
            assertEquals(processor.model(), other.model());
            assertEquals(processor.modelFrom(), other.modelFrom());
            assertEquals(processor.input(), other.input());
            assertEquals(processor.after(), other.after());
            assertEquals(processor.retry(), other.retry());
            assertEquals(processor.timeout(), other.timeout());
        });
    }

    @Test
    void readsEachMember() {
        ProcessFlow flow = parse(ValidFlows.FULL);
        assertEquals("wine-train", flow.key());
        assertEquals(
                List.of("split", "fit", "tree", "notify"),
                List.copyOf(flow.processors().keySet()));
        assertEquals(Optional.of(Duration.ofHours(1)), flow.deadline());
        assertEquals(Shape.object(Map.of("labels", "tree#/labels", "n", 1)), flow.output());

        Processor split = flow.processors().get("split");
        assertEquals("table.split", split.algorithm());
        assertEquals(Payload.ofJson("{\"label\":\"cultivar\",\"trainShare\":0.70,\"seeds\":[7,null]}"), split.model());
        assertEquals(Optional.empty(), split.modelFrom());
        assertEquals(Shape.of("#"), split.input());
        assertEquals(List.of(), split.after());
        assertEquals(new Retry(5, Duration.ofMillis(500), 1.5, Duration.ofSeconds(10)), split.retry());
        assertEquals(Optional.of(Duration.ofSeconds(30)), split.timeout());

        Processor fit = flow.processors().get("fit");
        assertEquals(Payload.ofBytes("application/x-seed", new byte[] {1, 2, 3}), fit.model());
        assertEquals(Shape.list("split#/train", 3, null), fit.input());
        assertEquals(Retry.DEFAULT, fit.retry());
        assertEquals(Optional.empty(), fit.timeout());

        Processor tree = flow.processors().get("tree");
        assertEquals(Optional.of(Reference.parse("fit")), tree.modelFrom());
        assertEquals(Payload.EMPTY_OBJECT, tree.model());
        assertEquals(List.of("split"), tree.after());

        assertEquals(Shape.object(Map.of()), flow.processors().get("notify").input());
    }

    @Test
    void writesMinifiedJsonInAFixedOrderWithoutDefaults() {
        assertEquals(
                "{\"format\":1,\"key\":\"wine-train\",\"deadline\":\"PT1H\",\"processors\":{"
                        + "\"split\":{\"algorithm\":\"table.split\","
                        + "\"model\":{\"label\":\"cultivar\",\"trainShare\":0.70,\"seeds\":[7,null]},\"input\":\"#\","
                        + "\"retry\":{\"maxAttempts\":5,\"backoff\":\"PT0.5S\",\"multiplier\":1.5,\"maxBackoff\":\"PT10S\"},"
                        + "\"timeout\":\"PT30S\"},"
                        + "\"fit\":{\"algorithm\":\"trainer.tree\","
                        + "\"modelBytes\":{\"type\":\"application/x-seed\",\"base64\":\"AQID\"},"
                        + "\"input\":[\"split#/train\",3,null]},"
                        + "\"tree\":{\"algorithm\":\"classifier.tree\",\"modelFrom\":\"fit\",\"input\":\"split#/test\","
                        + "\"after\":[\"split\"]},"
                        + "\"notify\":{\"algorithm\":\"notify\",\"input\":{},\"after\":[\"tree\"]}},"
                        + "\"output\":{\"labels\":\"tree#/labels\",\"n\":1}}",
                parse(ValidFlows.FULL).toJson());
        assertEquals(
                "{\"format\":1,\"key\":\"k\",\"processors\":{\"a\":{\"algorithm\":\"x\",\"input\":\"#\"}},\"output\":\"a\"}",
                one("").toJson());
    }

    @Test
    void isReadBackEqual() {
        assertRoundTrip(parse(ValidFlows.FULL));
        assertRoundTrip(parse(ValidFlows.WINE));
        assertRoundTrip(one(""));
        assertRoundTrip(one(",\"input\":null"));
        assertRoundTrip(one(",\"retry\":{\"maxAttempts\":1}"));
        assertRoundTrip(one(",\"retry\":{},\"timeout\":\"P1DT0.000000001S\""));
    }

    @Test
    void isTheSameHoweverItsJsonIsLaidOut() {
        ProcessFlow flow = parse("{ \"output\": \"a#\",\n\"processors\": {\"a\": {\"input\": \"#\", \"model\": {},"
                + " \"retry\": {\"maxAttempts\": 3, \"backoff\": \"pt1s\"}, \"after\": [], \"algorithm\": \"x\"}},"
                + " \"key\": \"k\", \"format\": 1 }");
        assertEquals(one(""), flow);
        assertNotEquals(one(""), one(",\"model\":{\"a\":1}"));
        assertEquals(one(",\"model\":{\"a\":\"\\u00e4\"}"), one(", \"model\" : { \"a\" : \"ä\" }"));
    }

    @Test
    void isTheSameMadeByABuilder() {
        ProcessFlow built = ProcessFlow.builder("wine-train")
                .deadline(Duration.ofHours(1))
                .processor(
                        "split",
                        "table.split",
                        p -> p.model(Payload.ofJson(
                                        "{ \"label\": \"cultivar\", \"trainShare\": 0.70, \"seeds\": [7, null] }"))
                                .retry(new Retry(5, Duration.ofMillis(500), 1.5, Duration.ofSeconds(10)))
                                .timeout(Duration.ofSeconds(30)))
                .processor(
                        "fit",
                        "trainer.tree",
                        p -> p.model(Payload.ofBytes("application/x-seed", new byte[] {1, 2, 3}))
                                .input(Shape.list("split#/train", 3, null)))
                .processor(
                        "tree",
                        "classifier.tree",
                        p -> p.modelFrom("fit").input("split#/test").after("split"))
                .processor(
                        "notify", "notify", p -> p.input(Shape.object(Map.of())).after("tree"))
                .output(parse(ValidFlows.FULL).output())
                .build();
        assertEquals(parse(ValidFlows.FULL), built);
        assertRoundTrip(built);
    }

    @Test
    void readsBackWhatABuilderMadeOfJavaNumbers() {
        ProcessFlow flow = ProcessFlow.builder("k")
                .processor(
                        "a",
                        "x",
                        p -> p.model(Map.of("w", new double[] {1e10, 1e-5, 0.1, -0.0, 1e300}))
                                .input(Shape.list("#", 1e10, 1e-7, 1L << 60, 5)))
                .build();
        assertRoundTrip(flow);
        assertEquals(
                "{\"w\":[1.0E10,1.0E-5,0.1,-0.0,1.0E300]}",
                flow.processors().get("a").model().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0E10",
                "0.00001000",
                "12345678901234567",
                "0.12345678901234567",
                "1e99999999999",
                "-0",
                "123456789012345678901234567890123456789012345678901234567890"
            })
    void keepsEachDigitOfAModelsNumbers(String number) {
        ProcessFlow flow = one(",\"model\":{\"n\":" + number + "}");
        assertEquals(
                "{\"n\":" + number + "}", flow.processors().get("a").model().text());
        assertRoundTrip(flow);
    }

    @Test
    void keepsModelsOfEachKindOfJson() {
        for (String model : new String[] {"null", "true", "7", "\"text\"", "[]", "[1,[2]]", "{\"a\":{\"b\":[]}}"}) {
            ProcessFlow flow = one(",\"model\":" + model);
            assertEquals(Payload.ofJson(model), flow.processors().get("a").model());
            assertRoundTrip(flow);
        }
    }

    @Test
    void keepsAModelThatIsAsDeepAsAPayloadMayBe() {
        String deep = "[".repeat(512) + "]".repeat(512);
        assertRoundTrip(one(",\"model\":" + deep));
        assertRoundTrip(ProcessFlow.builder("k")
                .processor("a", "x", p -> p.model(Payload.ofJson(deep)))
                .build());
    }

    @Test
    void keepsModelBytesOfEachType() {
        for (String type : new String[] {"application/octet-stream", "text/csv", "application/vnd.tree+json"}) {
            ProcessFlow flow = one(",\"modelBytes\":{\"type\":\"" + type + "\",\"base64\":\"eyAiYSI6IDEgfQ==\"}");
            assertEquals(
                    Payload.ofText(type, "{ \"a\": 1 }"),
                    flow.processors().get("a").model());
            assertRoundTrip(flow);
        }
    }

    @Test
    void takesModelBytesThatAreJsonForTheSameModelInJson() {
        assertEquals(
                one(",\"model\":{\"a\":1}"),
                one(",\"modelBytes\":{\"type\":\"application/json\",\"base64\":\"eyAiYSI6IDEgfQ==\"}"));
    }

    @Test
    void keepsTextsOfEachKind() {
        String odd = "\\u0000\\\"\\\\/\\n\\u2028ä€𝄞";
        assertRoundTrip(
                one(",\"model\":{\"" + odd + "\":\"" + odd + "\"},\"input\":{\"" + odd + "\":\"#/" + odd + "\"}"));
        ProcessFlow half = one(",\"model\":{\"t\":\"\\ud834\"}");
        assertEquals("{\"t\":\"\\uD834\"}", half.processors().get("a").model().text());
        assertRoundTrip(half);
    }

    @Test
    void givesTheOutputOfTheOneProcessorThatNobodyRefersTo() {
        assertEquals(
                Shape.of("compare"),
                parse(ValidFlows.WINE.replace("\"output\": \"compare\"", "\"deadline\": \"P1D\""))
                        .output());
        ProcessFlow flow = ProcessFlow.builder("k")
                .processor("c", "x", p -> p.after("b"))
                .processor("b", "x", p -> p.modelFrom("a"))
                .processor("a", "x")
                .build();
        assertEquals(Shape.of("c"), flow.output());
    }

    @Test
    void letsAnOutputBeAConstant() {
        ProcessFlow flow = parse(
                "{\"format\":1,\"key\":\"k\",\"processors\":{\"a\":{\"algorithm\":\"x\"},\"b\":{\"algorithm\":\"x\"}},\"output\":{}}");
        assertEquals(Shape.object(Map.of()), flow.output());
        assertRoundTrip(flow);
    }

    @Test
    void chainsAlgorithmsByTheirNames() {
        ProcessFlow flow = ProcessFlow.chain("words", "text.split", "text.count", "text.show");
        assertEquals(
                "{\"format\":1,\"key\":\"words\",\"processors\":{"
                        + "\"text.split\":{\"algorithm\":\"text.split\",\"input\":\"#\"},"
                        + "\"text.count\":{\"algorithm\":\"text.count\",\"input\":\"text.split\"},"
                        + "\"text.show\":{\"algorithm\":\"text.show\",\"input\":\"text.count\"}},\"output\":\"text.show\"}",
                flow.toJson());
        assertRoundTrip(flow);
    }

    @Test
    void acceptsAThousandProcessors() {
        ProcessFlow.Builder flow = ProcessFlow.builder("k");
        for (int i = 0; i < 1000; i++) {
            String before = i == 0 ? "#" : "p" + (i - 1);
            flow.processor("p" + i, "x", p -> p.input(before));
        }
        assertRoundTrip(flow.build());
    }

    @Test
    void acceptsNamesOfUpTo100Characters() {
        String name = "aZ0_.-".repeat(17).substring(0, 100);
        assertRoundTrip(ProcessFlow.builder(name).processor(name, name).build());
    }

    @Test
    void cannotBeChanged() {
        ProcessFlow flow = parse(ValidFlows.FULL);
        assertThrows(
                UnsupportedOperationException.class, () -> flow.processors().remove("fit"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> flow.processors().get("tree").after().clear());
    }

    @Test
    void isBuiltTwiceFromOneBuilder() {
        ProcessFlow.Builder builder = ProcessFlow.builder("k").processor("a", "x");
        ProcessFlow first = builder.build();
        ProcessFlow second = builder.processor("b", "x", p -> p.input("a")).build();
        assertEquals(Shape.of("a"), first.output());
        assertEquals(1, first.processors().size());
        assertEquals(Shape.of("b"), second.output());
    }

    @Test
    void isReadFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("flow.json"), ValidFlows.FULL);
        assertEquals(parse(ValidFlows.FULL), ProcessFlow.read(file));
    }

    @Test
    void saysWhenAFileIsNotInUtf8(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("flow.json"), "{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1));
        InvalidFlowException e = assertThrows(InvalidFlowException.class, () -> ProcessFlow.read(file));
        assertEquals(List.of(new FlowFault("$", "the file is not in UTF-8", "Save it in UTF-8")), e.faults());
    }

    @Test
    void saysWhenAFileIsNotThere(@TempDir Path folder) {
        UncheckedIOException e =
                assertThrows(UncheckedIOException.class, () -> ProcessFlow.read(folder.resolve("none.json")));
        assertTrue(e.getMessage().contains("none.json"), e.getMessage());
    }

    @Test
    void namesItsKeyAndSizeOnly() {
        assertEquals(
                "ProcessFlow[wine-train, 4 processors]", parse(ValidFlows.FULL).toString());
    }
}
