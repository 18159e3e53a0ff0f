package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowBuilderFaultsTest {
    private static List<FlowFault> faults(ProcessFlow.Builder builder) {
        return assertThrows(InvalidFlowException.class, builder::build).faults();
    }

    private static List<FlowFault> faults(String json) {
        return assertThrows(InvalidFlowException.class, () -> ProcessFlow.parse(json))
                .faults();
    }

    @Test
    void areThoseThatTheSameFlowHasInJson() {
        ProcessFlow.Builder builder = ProcessFlow.builder("a b")
                .deadline(Duration.ZERO)
                .processor("one", "x y", p -> p.input("").timeout(Duration.ofSeconds(-1)))
                .processor("two", "x", p -> p.modelFrom("x#y").input("three#/a"))
                .processor(
                        "t/o",
                        "x",
                        p -> p.input(Shape.object(Map.of("truth", Shape.list("one", "nine"))))
                                .after("two", "four", ""))
                .processor("four", "x", p -> p.model(1).modelFrom("#"))
                .processor("loop", "x", p -> p.input("loop"))
                .output("x#y");
        List<FlowFault> parsed = faults("""
                {
                  "format": 1, "key": "a b", "deadline": "PT0S",
                  "processors": {
                    "one": { "algorithm": "x y", "input": "", "timeout": "PT-1S" },
                    "two": { "algorithm": "x", "modelFrom": "x#y", "input": "three#/a" },
                    "t/o": { "algorithm": "x", "input": { "truth": ["one", "nine"] }, "after": ["two", "four", ""] },
                    "four": { "algorithm": "x", "model": 1, "modelFrom": "#" },
                    "loop": { "algorithm": "x", "input": "loop" }
                  },
                  "output": "x#y"
                }
                """);
        List<FlowFault> built = faults(builder);
        assertEquals(
                parsed.stream().map(FlowFault::toString).sorted().toList(),
                built.stream().map(FlowFault::toString).sorted().toList());
        assertEquals(
                List.of(
                        "output",
                        "processors.one.input",
                        "processors.two.modelFrom",
                        "key",
                        "processors.one.algorithm",
                        "processors[\"t/o\"]",
                        "processors.four.modelFrom",
                        "deadline",
                        "processors.one.timeout",
                        "processors.two.input",
                        "processors[\"t/o\"].input.truth[1]",
                        "processors[\"t/o\"].after[2]",
                        "processors.loop"),
                built.stream().map(FlowFault::path).toList());
    }

    @Test
    void tellAProcessorThatStandsTwice() {
        assertEquals(
                List.of(new FlowFault("processors.a", "the key stands twice", "Give each processor its own key")),
                faults(ProcessFlow.builder("k").processor("a", "x").processor("a", "y")));
        assertEquals(
                List.of("processors.x"),
                assertThrows(InvalidFlowException.class, () -> ProcessFlow.chain("k", "x", "x")).faults().stream()
                        .map(FlowFault::path)
                        .toList());
    }

    @Test
    void tellAModelThatCannotBeWritten() {
        List<FlowFault> faults =
                faults(ProcessFlow.builder("k").processor("a", "x", p -> p.model(Map.of("at", Instant.EPOCH))));
        assertEquals(
                "processors.a.model: A java.util.ImmutableCollections$Map1 cannot be written as JSON: Java 8 date/time type"
                        + " `java.time.Instant` not supported by default. Give a value that can be written as JSON.",
                faults.get(0).toString());
    }

    @Test
    void tellAModelThatIsBrokenJson() {
        List<FlowFault> faults =
                faults(ProcessFlow.builder("k").processor("a", "x", p -> p.model(Payload.ofText(Payload.JSON, "{"))));
        assertEquals(
                List.of("processors.a.model"),
                faults.stream().map(FlowFault::path).toList());
        faults.forEach(FlowFaultTexts::assertReadable);
    }

    @Test
    void tellAKeyThatStandsTwiceInAModel() {
        assertEquals(
                List.of(new FlowFault("processors.a.model.list[0].b", "the key stands twice", "Keep one of the two")),
                faults(ProcessFlow.builder("k")
                        .processor("a", "x", p -> p.model(Payload.ofJson("{\"list\":[{\"b\":1,\"b\":2}]}")))));
    }

    @Test
    void tellAFlowWithoutProcessors() {
        assertEquals(
                List.of(new FlowFault("processors", "there is none", "Add at least one processor")),
                faults(ProcessFlow.builder("k")));
        assertThrows(InvalidFlowException.class, () -> ProcessFlow.chain("k"));
    }

    @Test
    void tellAnOutputThatIsNotThere() {
        assertEquals(
                List.of(new FlowFault("output", "there is no processor 'b'", "Refer to one of a")),
                faults(ProcessFlow.builder("k").processor("a", "x").output("b")));
    }
}
