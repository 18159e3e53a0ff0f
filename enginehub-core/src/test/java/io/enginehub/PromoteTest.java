package io.enginehub;

import static io.enginehub.Engines.SOON;
import static io.enginehub.Engines.one;
import static io.enginehub.Engines.submit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.FlowCut;
import io.enginehub.api.FlowFault;
import io.enginehub.api.Hub;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PromoteTest {
    record Mean(double mean) {}

    private final Gate gate = new Gate("gate");

    @AutoClose
    final EngineHub engine = Engines.local()
            .algorithm(gate)
            .algorithm(Algorithm.of("halve", double[].class, PromoteTest::halve))
            .algorithm(Algorithm.of("trainer.mean", double[].class, rows -> new Mean(mean(rows))))
            .algorithm(Algorithm.of(
                    "centre",
                    Mean.class,
                    double[].class,
                    model -> (rows, step) ->
                            Arrays.stream(rows).map(row -> row - model.mean()).toArray()))
            .algorithm(Algorithm.of(
                    "shift",
                    double[].class,
                    double[].class,
                    by -> (rows, step) ->
                            Arrays.stream(rows).map(row -> row + by[0]).toArray()))
            .algorithm(Algorithm.of("zip", double[][].class, both -> both))
            .start();

    private final Hub hub = engine.hub();

    private static Map<String, double[]> halve(double[] rows) {
        int half = rows.length / 2;
        return Map.of("train", Arrays.copyOfRange(rows, 0, half), "test", Arrays.copyOfRange(rows, half, rows.length));
    }

    private static double mean(double[] rows) {
        return Arrays.stream(rows).average().orElse(0);
    }

    private static ProcessFlow training() {
        return ProcessFlow.parse("""
                {"format":1,"key":"training","deadline":"PT1H","processors":{
                  "split":{"algorithm":"halve"},
                  "fit":{"algorithm":"trainer.mean","input":"split#/train"},
                  "centred":{"algorithm":"centre","modelFrom":"fit","input":"split#/test","after":["fit"],
                             "timeout":"PT30S","retry":{"maxAttempts":5,"backoff":"PT0.01S"}},
                  "shifted":{"algorithm":"shift","modelFrom":"centred","input":"centred","after":["centred"]},
                  "both":{"algorithm":"zip","input":["centred","shifted"]},
                  "mixed":{"algorithm":"zip","input":["centred","split#/train"]}},
                 "output":{"both":"both","mixed":"mixed"}}
                """);
    }

    private ProcessResult trained() {
        return engine.run(training(), new double[] {1, 2, 3, 10, 20, 30});
    }

    private String refusal(ProcessId id, String from, String to) {
        return assertThrows(NotPromotableException.class, () -> hub.promote(id, from, to, "key"))
                .getMessage();
    }

    @Test
    void givesAFlowThatGivesTheSameAsTheTrainingDid() {
        ProcessResult trained = trained();
        double[][] expected = trained.output().at("/both").as(double[][].class);
        assertTrue(Arrays.deepEquals(new double[][] {{8, 18, 28}, {16, 26, 36}}, expected));
        ProcessFlow promoted = hub.promote(trained.process().id(), "split#/test", "both", "serving");
        assertEquals(
                List.of("centred", "shifted", "both"),
                List.copyOf(promoted.processors().keySet()));
        hub.deploy(promoted, SOON);
        double[][] served = engine.run("serving", new double[] {10, 20, 30}).output(double[][].class);
        assertTrue(Arrays.deepEquals(expected, served));
        double[][] other = engine.run("serving", new double[] {2}).output(double[][].class);
        assertTrue(Arrays.deepEquals(new double[][] {{0}, {8}}, other));
    }

    @Test
    void freezesModelsInWhetherTheirProducersLieInsideTheCutOrOutside() {
        ProcessFlow promoted = hub.promote(trained().process().id(), "split#/test", "both", "serving");
        assertEquals(
                Payload.ofJson("{\"mean\":2.0}"),
                promoted.processors().get("centred").model());
        assertEquals(
                Payload.ofJson("[8.0,18.0,28.0]"),
                promoted.processors().get("shifted").model());
        assertEquals(Optional.empty(), promoted.processors().get("shifted").modelFrom());
    }

    @Test
    void keepsRetryAndTimeoutAndTheOrderInsideButNoDeadline() {
        ProcessFlow trained = training();
        ProcessFlow promoted = hub.promote(trained().process().id(), "split#/test", "both", "serving");
        assertEquals("serving", promoted.key());
        assertEquals(
                trained.processors().get("centred").retry(),
                promoted.processors().get("centred").retry());
        assertEquals(
                trained.processors().get("centred").timeout(),
                promoted.processors().get("centred").timeout());
        assertEquals(List.of(), promoted.processors().get("centred").after());
        assertEquals(List.of("centred"), promoted.processors().get("shifted").after());
        assertEquals(Optional.empty(), promoted.deadline());
    }

    @Test
    void takesACutThatWasCheckedBeforeTheRunAndChecksItAgainOnTheFlowThatRan() {
        FlowCut cut = FlowCut.of(training(), "split#/test", "both", "serving");
        ProcessId id = trained().process().id();
        assertEquals(hub.promote(id, "split#/test", "both", "serving"), hub.promote(id, cut));
        ProcessId other =
                engine.run(one("halve"), new double[] {1, 2}).process().id();
        NotPromotableException e = assertThrows(NotPromotableException.class, () -> hub.promote(other, cut));
        assertEquals(
                List.of("from", "to"), e.faults().stream().map(FlowFault::path).toList());
    }

    @Test
    void canCutFromTheProcessInput() {
        ProcessResult trained = trained();
        ProcessFlow promoted = hub.promote(trained.process().id(), "#", "fit", "again");
        assertEquals(List.of("split", "fit"), List.copyOf(promoted.processors().keySet()));
        assertEquals(
                2.0,
                engine.run(promoted, new double[] {1, 3, 0, 0})
                        .output(Mean.class)
                        .mean());
    }

    @Test
    void refusesACutThatLeaksAndNamesBothEnds() {
        String refusal = refusal(trained().process().id(), "split#/test", "mixed");
        assertTrue(refusal.contains("'mixed' takes 'split#/train'"), refusal);
        assertTrue(refusal.contains("'split#/test'"), refusal);
    }

    @Test
    void refusesAProcessThatHasNotFinished() throws Exception {
        ProcessId id = submit(engine, one("gate"), 1);
        gate.awaitEntered(1);
        String refusal = refusal(id, "#", "it");
        assertTrue(refusal.contains("is RUNNING"), refusal);
        hub.cancel(id);
        assertTrue(refusal(id, "#", "it").contains("is CANCELLED"));
    }

    @Test
    void refusesACutBetweenPlacesThatNothingLeads() {
        ProcessId id = trained().process().id();
        String backwards = refusal(id, "both", "fit");
        assertTrue(backwards.contains("'fit' is not reached from 'both'"), backwards);
        String pointer = refusal(id, "split#/tes", "both");
        assertTrue(pointer.contains("'both' is not reached from 'split#/tes'"), pointer);
    }

    @Test
    void refusesPlacesThatDoNotExistAndSaysWhichDo() {
        ProcessId id = trained().process().id();
        String to = refusal(id, "split#/test", "nowhere");
        assertTrue(to.contains("'nowhere'") && to.contains("split, fit, centred"), to);
        String from = refusal(id, "nowhere", "both");
        assertTrue(from.contains("'nowhere'") && from.contains("split, fit, centred"), from);
        assertTrue(refusal(id, "", "both").contains("is no reference"));
    }
}
