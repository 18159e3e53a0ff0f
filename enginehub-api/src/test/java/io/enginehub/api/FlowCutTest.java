package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowCutTest {
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

    private ProcessFlow frozen(String from, String to) {
        return FlowCut.of(flow, from, to, "new").freeze(recorded::get);
    }

    @Test
    void turnsReferencesAtOrBelowTheStartIntoTheInput() {
        ProcessFlow cut = frozen("split#/test", "own");
        assertEquals("new", cut.key());
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
        ProcessFlow cut = frozen("split#/test", "own");
        assertEquals(Payload.ofJson("[1.50]"), cut.processors().get("apply").model());
        assertEquals(
                Payload.ofJson("{\"m\":2}"), cut.processors().get("fromInput").model());
        assertEquals(Payload.ofJson("{\"a\":1}"), cut.processors().get("own").model());
        assertEquals(
                Set.of("fit", ""), FlowCut.of(flow, "split#/test", "own", "new").modelSources());
    }

    @Test
    void cutsASingleProcessor() {
        ProcessFlow cut = frozen("own", "side");
        assertEquals(List.of("side"), List.copyOf(cut.processors().keySet()));
        assertEquals(Shape.of("#"), cut.processors().get("side").input());
    }

    @Test
    void cutsAFlowWhoseProcessorsStandInAnyOrder() {
        ProcessFlow backwards = ProcessFlow.parse("""
                {"format":1,"key":"k","processors":{
                  "c":{"algorithm":"x","input":"b"},"b":{"algorithm":"x","input":"a"},"a":{"algorithm":"x"}}}
                """);
        ProcessFlow cut = FlowCut.of(backwards, "#", "c", "new").freeze(recorded::get);
        assertEquals(List.of("c", "b", "a"), List.copyOf(cut.processors().keySet()));
    }

    @Test
    void refusesAModelThatCannotStandInAFlowAndNamesItsPlace() {
        FlowCut cut = FlowCut.of(flow, "split#/test", "apply", "new");
        NotPromotableException e = assertThrows(
                NotPromotableException.class,
                () -> cut.freeze(source -> Payload.ofJson("{\"weights\":{\"a\":1,\"a\":2}}")));
        assertEquals(
                List.of("processors.apply.model.a"),
                e.faults().stream().map(FlowFault::path).toList());
        assertTrue(String.valueOf(e.getMessage()).startsWith("The cut has a fault:\n  "), e.getMessage());
    }
}
