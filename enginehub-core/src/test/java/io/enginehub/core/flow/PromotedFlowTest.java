package io.enginehub.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.NotPromotableException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Reference;
import io.enginehub.api.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromotedFlowTest {
    private final ProcessFlow flow = ProcessFlow.parse("""
            {"format":1,"key":"k","processors":{
              "split":{"algorithm":"split"},
              "fit":{"algorithm":"fit","input":"split#/train"},
              "apply":{"algorithm":"apply","modelFrom":"fit#/weights","input":["split#/test/rows","split#/test"]},
              "fromInput":{"algorithm":"apply","modelFrom":"#/model","input":"apply#/part"},
              "own":{"algorithm":"apply","model":{"a":1},"input":{"x":"fromInput","y":2,"z":[null,"apply"]}},
              "side":{"algorithm":"apply","input":"own"}},
             "output":"side"}
            """);
    private final Map<String, Payload> recorded =
            Map.of("fit", Payload.ofJson("{\"weights\":[1.50]}"), "", Payload.ofJson("{\"model\":{\"m\":2}}"));

    private ProcessFlow cut(String from, String to) {
        return PromotedFlow.cut(flow, Reference.parse(from), to, "new", recorded::get);
    }

    private String refusal(String from, String to) {
        return assertThrows(NotPromotableException.class, () -> cut(from, to)).getMessage();
    }

    @Test
    void turnsReferencesAtOrBelowTheStartIntoTheInput() {
        ProcessFlow cut = cut("split#/test", "own");
        assertEquals(
                List.of("apply", "fromInput", "own"),
                List.copyOf(cut.processors().keySet()));
        assertEquals(Shape.list("#/rows", "#"), cut.processors().get("apply").input());
        assertEquals(Shape.of("apply#/part"), cut.processors().get("fromInput").input());
        assertEquals(
                flow.processors().get("own").input(),
                cut.processors().get("own").input());
        assertEquals(Shape.of("own"), cut.output());
    }

    @Test
    void freezesEachModelThatCameFromSomewhere() {
        ProcessFlow cut = cut("split#/test", "own");
        assertEquals(Payload.ofJson("[1.50]"), cut.processors().get("apply").model());
        assertEquals(
                Payload.ofJson("{\"m\":2}"), cut.processors().get("fromInput").model());
        assertEquals(Payload.ofJson("{\"a\":1}"), cut.processors().get("own").model());
        assertEquals(Set.of("fit", ""), PromotedFlow.models(flow, Reference.parse("split#/test"), "own"));
    }

    @Test
    void doesNotTakeASiblingWhoseNameBeginsTheSameForAPartOfTheStart() {
        String refusal = refusal("split#/te", "own");
        assertTrue(refusal.contains("'own' is not reached from 'split#/te'"), refusal);
    }

    @Test
    void leaksWhereAProcessorTakesMoreThanTheStartGives() {
        String refusal = refusal("split#/test/rows", "apply");
        assertTrue(refusal.contains("'apply' takes 'split#/test'"), refusal);
        assertTrue(refusal.contains("'split#/test/rows'"), refusal);
    }

    @Test
    void cutsASingleProcessor() {
        ProcessFlow cut = cut("own", "side");
        assertEquals(List.of("side"), List.copyOf(cut.processors().keySet()));
        assertEquals(Shape.of("#"), cut.processors().get("side").input());
    }
}
