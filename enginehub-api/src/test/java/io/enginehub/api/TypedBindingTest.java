package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedBindingTest {
    record Tree(int maxDepth, double share, String label, List<Leaf> leaves) {}

    record Leaf(String name, long count) {}

    record Positive(int value) {
        Positive {
            if (value < 1) {
                throw new IllegalArgumentException("value must be at least 1, not " + value);
            }
        }
    }

    private static final String TREE =
            "{\"maxDepth\":4,\"share\":0.5,\"label\":\"l\",\"leaves\":[{\"name\":\"a\",\"count\":1},{\"name\":\"b\",\"count\":2}]}";

    @Test
    void readsRecordsAndArraysOfThem() {
        Tree tree = Payload.ofJson(TREE).as(Tree.class);
        assertEquals(4, tree.maxDepth());
        assertEquals(0.5, tree.share());
        assertEquals(List.of(new Leaf("a", 1), new Leaf("b", 2)), tree.leaves());
        assertArrayEquals(
                new Leaf[] {new Leaf("c", 3)},
                Payload.ofJson("[{\"name\":\"c\",\"count\":3}]").as(Leaf[].class));
        assertEquals(new Leaf("x", 9), Payload.of(new Leaf("x", 9)).as(Leaf.class));
    }

    @Test
    void readsPlainValues() {
        assertEquals(3, Payload.ofJson("3").as(Integer.class));
        assertEquals(3, Payload.ofJson("3").as(int.class));
        assertEquals(3.0, Payload.ofJson("3").as(Double.class));
        assertEquals("3", Payload.ofJson("3").as(String.class));
        assertEquals("a", Payload.ofJson("\"a\"").as(String.class));
        assertEquals(true, Payload.ofJson("true").as(Boolean.class));
        assertEquals(
                Map.of("a", List.of(1, "x")),
                Payload.ofJson("{\"a\":[1,\"x\"]}").as(Map.class));
        assertArrayEquals(new double[] {1, 2.5}, Payload.ofJson("[1,2.5]").as(double[].class));
        assertEquals(
                new BigInteger("9".repeat(30)), Payload.ofJson("9".repeat(30)).as(BigInteger.class));
        assertEquals(new BigDecimal("0.1000"), Payload.ofJson("0.1000").as(BigDecimal.class));
    }

    @Test
    void readsBackNumbersThatJsonDoesNotHave() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};
        assertArrayEquals(odd, Payload.of(odd).as(double[].class));
    }

    @Test
    void handsOutPayloadsBytesAndTextAsTheyAre() {
        Payload csv = Payload.ofText("text/csv", "a,b");
        assertSame(csv, csv.as(Payload.class));
        assertEquals("a,b", csv.as(String.class));
        assertArrayEquals("a,b".getBytes(StandardCharsets.UTF_8), csv.as(byte[].class));
        assertArrayEquals(
                "[1]".getBytes(StandardCharsets.UTF_8), Payload.ofJson("[1]").as(byte[].class));
    }

    @Test
    void ignoresUnknownKeysOfAnInput() {
        assertEquals(
                new Leaf("a", 1),
                Payload.ofJson("{\"name\":\"a\",\"more\":[{}],\"count\":1}").as(Leaf.class));
    }

    @Test
    void leavesAMissingObjectNull() {
        assertEquals(new Leaf(null, 1), Payload.ofJson("{\"count\":1}").as(Leaf.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\"}|at '/count': the value is missing or null",
                "{\"name\":\"a\",\"count\":null}|at '/count': the value is missing or null",
                "{\"name\":\"a\",\"count\":1.5}|at '/count': Cannot coerce Floating-point value (1.5) to `long` value",
                "{\"name\":\"a\",\"count\":\"1\"}|at '/count': Cannot coerce String value (\"1\") to `long` value",
                "{\"name\":\"a\",\"count\":true}|at '/count': Cannot deserialize value of type `long` from Boolean value",
            })
    void refusesAnInputThatDoesNotFitAndSaysWhere(String json, String problem) {
        PayloadException e =
                assertThrows(PayloadException.class, () -> Payload.ofJson(json).as(Leaf.class));
        assertEquals("The payload is no Leaf: " + problem + ".", e.getMessage());
    }

    @Test
    void namesThePlaceDeepInside() {
        String json = "[{\"maxDepth\":1,\"share\":1,\"leaves\":[{\"count\":1},{\"name\":\"x\"}]}]";
        PayloadException e =
                assertThrows(PayloadException.class, () -> Payload.ofJson(json).as(Tree[].class));
        assertEquals("The payload is no Tree[]: at '/0/leaves/1/count': the value is missing or null.", e.getMessage());
    }

    @Test
    void refusesAnotherKindOfValueAsAWhole() {
        PayloadException e =
                assertThrows(PayloadException.class, () -> Payload.ofJson("{}").as(int[].class));
        assertEquals(
                "The payload is no int[]: Cannot deserialize value of type `int[]` from Object value.", e.getMessage());
        PayloadException range = assertThrows(
                PayloadException.class, () -> Payload.ofJson("99999999999").as(Integer.class));
        assertEquals(
                "The payload is no Integer: Numeric value (99999999999) out of range of int (-2147483648 - 2147483647).",
                range.getMessage());
    }

    @Test
    void refusesJsonNullAsAWhole() {
        PayloadException e = assertThrows(PayloadException.class, () -> Payload.NULL.as(Leaf.class));
        assertEquals("The payload is JSON null, and not a Leaf.", e.getMessage());
        assertThrows(PayloadException.class, () -> Payload.NULL.as(int.class));
        assertSame(Payload.NULL, Payload.NULL.as(Payload.class));
    }

    @Test
    void tellsWhatARecordSaysAboutItsOwnValues() {
        PayloadException e = assertThrows(
                PayloadException.class,
                () -> Payload.ofJson("[{\"value\":1},{\"value\":0}]").as(Positive[].class));
        assertEquals("The payload is no Positive[]: at '/1': value must be at least 1, not 0.", e.getMessage());
    }

    @Test
    void refusesToReadWhatIsNotJson() {
        PayloadException e = assertThrows(
                PayloadException.class, () -> Payload.ofText("text/csv", "a").as(Leaf.class));
        assertEquals("The payload is text/csv, and JSON for a Leaf was expected.", e.getMessage());
    }

    @Test
    void tellsBrokenJsonInTheSameWordsAsTheCheckDoes() {
        Payload broken = Payload.ofText(Payload.JSON, "[{\"name\":\"a\",\"count\":}]");
        PayloadException checked = assertThrows(PayloadException.class, broken::checked);
        PayloadException read = assertThrows(PayloadException.class, () -> broken.as(Leaf[].class));
        assertEquals(checked.getMessage(), read.getMessage());
        Payload trailing = Payload.ofText(Payload.JSON, "1 2");
        assertEquals(
                "After the JSON value comes something else, at line 1, column 3.",
                assertThrows(PayloadException.class, () -> trailing.as(int.class))
                        .getMessage());
    }

    @Test
    void refusesNumbersThatAreTooLongToBeReadInReasonableTime() {
        Payload payload = Payload.ofJson("1".repeat(1001));
        PayloadException e = assertThrows(PayloadException.class, () -> payload.as(BigInteger.class));
        assertTrue(e.isTooLarge());
        assertEquals(
                "The JSON exceeds a limit: Number value length (1001) exceeds the maximum allowed (1000).",
                e.getMessage());
        Payload inside = Payload.ofJson("[[" + "1".repeat(1001) + "]]");
        assertTrue(assertThrows(PayloadException.class, () -> inside.as(BigInteger[][].class))
                .isTooLarge());
    }

    @Test
    void refusesAnExponentThatNoNumberHas() {
        Payload payload = Payload.ofJson("1e99999999999");
        assertThrows(PayloadException.class, () -> payload.as(BigDecimal.class));
    }

    @Test
    void loadsAModelAndHandlesInputsOfItsTypes() throws Exception {
        List<String> closed = new ArrayList<>();
        Algorithm algorithm =
                Algorithm.of("test.add", Leaf.class, int[].class, leaf -> new TypedModel<int[], Object>() {
                    @Override
                    public Object apply(int[] input, StepContext step) {
                        return new Leaf(leaf.name(), leaf.count() + input.length);
                    }

                    @Override
                    public void close() {
                        closed.add(leaf.name());
                    }
                });
        assertEquals("test.add", algorithm.name());
        Model model = algorithm.load(Payload.ofJson("{\"name\":\"m\",\"count\":40}"));
        assertEquals(Payload.ofJson("{\"name\":\"m\",\"count\":42}"), apply(model, Payload.ofJson("[7,8]")));
        model.close();
        assertEquals(List.of("m"), closed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"count\":1,\"cuont\":2}|at '/cuont': the key is not known; known are count, name",
                "{\"name\":\"a\"}|at '/count': the value is missing or null",
                "{\"count\":2.5}|at '/count': Cannot coerce Floating-point value (2.5) to `long` value",
            })
    void refusesAModelThatDoesNotFitAndSaysWhere(String json, String problem) {
        Algorithm algorithm = Algorithm.of("a", Leaf.class, Payload.class, leaf -> (input, step) -> input);
        PayloadException e = assertThrows(PayloadException.class, () -> algorithm.load(Payload.ofJson(json)));
        assertEquals("The payload is no Leaf: " + problem + ".", e.getMessage());
    }

    @Test
    void refusesAnUnknownKeyDeepInAModel() {
        Algorithm algorithm = Algorithm.of("a", Tree.class, Payload.class, tree -> (input, step) -> input);
        Payload model =
                Payload.ofJson("{\"maxDepth\":1,\"share\":1,\"leaves\":[{\"count\":1},{\"count\":1,\"a/b\":0}]}");
        PayloadException e = assertThrows(PayloadException.class, () -> algorithm.load(model));
        assertEquals(
                "The payload is no Tree: at '/leaves/1/a~1b': the key is not known; known are count, name.",
                e.getMessage());
    }

    @Test
    void takesNoParametersWhereAnAlgorithmHasNone() throws Exception {
        Algorithm algorithm = Algorithm.of("words", String.class, text -> text.split(" "));
        Model model = algorithm.load(Payload.EMPTY_OBJECT);
        assertEquals(Payload.ofJson("[\"to\",\"be\"]"), apply(model, Payload.of("to be")));
        PayloadException e = assertThrows(PayloadException.class, () -> algorithm.load(Payload.ofJson("{\"a\":1}")));
        assertEquals("The payload is no NoModel: at '/a': the key is not known; none is.", e.getMessage());
        assertThrows(PayloadException.class, () -> algorithm.load(Payload.NULL));
    }

    @Test
    void passesModelsInputsAndOutputsThatArePayloadsAsTheyAre() throws Exception {
        Algorithm algorithm = Algorithm.of("a", Payload.class, Payload.class, given -> (input, step) -> given);
        Payload csv = Payload.ofText("text/csv", "x");
        assertSame(csv, apply(algorithm.load(csv), Payload.NULL));
        Algorithm echo = Algorithm.of("a", Payload.class, input -> input);
        assertSame(csv, apply(echo.load(Payload.EMPTY_OBJECT), csv));
    }

    @Test
    void handsAModelOfBytesItsBytesWhateverTheirType() throws Exception {
        Algorithm algorithm = Algorithm.of("a", byte[].class, Payload.class, bytes -> (input, step) -> bytes.length);
        assertEquals(Payload.ofJson("4"), apply(algorithm.load(Payload.ofJson("[12]")), Payload.NULL));
        assertEquals(Payload.ofJson("1"), apply(algorithm.load(Payload.ofText("text/x", "y")), Payload.NULL));
    }

    @Test
    void givesJsonNullWhereNothingComesBack() throws Exception {
        Algorithm algorithm = Algorithm.of("a", NoModel.class, Payload.class, none -> (input, step) -> null);
        assertEquals(Payload.NULL, apply(algorithm.load(Payload.EMPTY_OBJECT), Payload.NULL));
    }

    @Test
    void blamesTheInputWhenItDoesNotFit() throws Exception {
        Model model = Algorithm.of("a", Leaf.class, leaf -> leaf).load(Payload.EMPTY_OBJECT);
        InputException e = assertThrows(InputException.class, () -> apply(model, Payload.ofJson("{\"name\":\"a\"}")));
        assertEquals("The payload is no Leaf: at '/count': the value is missing or null.", e.getMessage());
        assertThrows(InputException.class, () -> apply(model, Payload.NULL));
        assertThrows(InputException.class, () -> apply(model, Payload.ofText("text/csv", "a")));
    }

    @Test
    void doesNotBlameTheInputForAnOutputThatCannotBeWritten() throws Exception {
        Model model = Algorithm.of("a", Leaf.class, leaf -> Instant.EPOCH).load(Payload.EMPTY_OBJECT);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> apply(model, Payload.of(new Leaf("a", 1))));
        assertTrue(e.getMessage().startsWith("A java.time.Instant cannot be written as JSON: "), e.getMessage());
    }

    @Test
    void saysThatAnOutputIsTooDeep() throws Exception {
        List<Object> self = new ArrayList<>();
        self.add(self);
        Model model = Algorithm.of("a", Leaf.class, leaf -> self).load(Payload.EMPTY_OBJECT);
        PayloadException e = assertThrows(PayloadException.class, () -> apply(model, Payload.of(new Leaf("a", 1))));
        assertTrue(e.isTooLarge());
    }

    private static Payload apply(Model model, Payload input) throws Exception {
        return model.apply(input, new SilentStep());
    }

    private static final class SilentStep implements StepContext {
        @Override
        public String key() {
            return "process/step";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void log(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void progress(double fraction) {}
    }
}
