package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowCutFaultsTest {
    private static final ProcessFlow WINE = ProcessFlow.parse(ValidFlows.WINE);
    private static final String ALL = "split, fitTree, fitBayes, tree, bayes, vote, compare";

    private static NotPromotableException refusal(ProcessFlow flow, String from, String to, String key) {
        return assertThrows(NotPromotableException.class, () -> FlowCut.of(flow, from, to, key));
    }

    private static List<String> faults(ProcessFlow flow, String from, String to, String key) {
        return refusal(flow, from, to, key).faults().stream()
                .map(FlowFault::toString)
                .toList();
    }

    private static void assertFaults(String from, String to, String... faults) {
        assertEquals(List.of(faults), faults(WINE, from, to, "score"));
    }

    @Test
    void namesProcessorsThatAreThereWhereAnEndIsNot() {
        assertFaults(
                "splt#/test",
                "tree",
                "from: 'splt#/test' refers to no processor of flow 'wine'. Refer to one of " + ALL
                        + ", or to the process's input as \"#\".");
        assertFaults(
                "split#/test",
                "tree#/labels",
                "to: there is no processor 'tree#/labels' in flow 'wine'. Name one of " + ALL + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|'' is no reference: a reference is empty; '#' alone is the process's input",
                "split#test|'split#test' is no reference: a JSON Pointer starts with '/', and 'test' does not",
                "a b|'a b' is no reference: 'a b' is no processor key"
            })
    void saysWhatIsMalformedInAReference(String from, String problem) {
        assertFaults(
                from,
                "tree",
                "from: " + problem + ". Refer to a processor as \"key\", to a part of its output as"
                        + " \"key#/pointer\", to the process's input as \"#\".");
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertEquals(
                List.of("key: 'a b' is no flow key. Use 1 to 100 characters out of a-z, A-Z, 0-9, '_', '.' and '-'."),
                faults(WINE, "split#/test", "tree", "a b"));
    }

    @Test
    void saysWhatIsTakenWhereNoProcessorTakesTheStart() {
        assertFaults(
                "split#/tes",
                "tree",
                "from: 'tree' is not reached from 'split#/tes', which no processor takes as its input."
                        + " Start at what one takes, such as split#/train, split#/test.");
        assertFaults(
                "fitTree",
                "tree",
                "from: 'tree' is not reached from 'fitTree', which no processor takes as its input. Start at what one"
                        + " takes, such as #, split#/train, split#/test, tree, bayes, vote.");
    }

    @Test
    void saysWhatIsReachedWhereTheEndIsNot() {
        assertFaults(
                "split#/train",
                "tree",
                "to: 'tree' is not reached from 'split#/train' by inputs; modelFrom and after do not count."
                        + " Start the cut further up, or end it at one of fitTree, fitBayes.");
    }

    @Test
    void tellsEachPlaceThatTakesWhatDoesNotComeFromTheStart() {
        assertFaults(
                "tree",
                "compare",
                leak("vote.input[1]", "vote", "bayes", "tree"),
                leak("compare.input.truth", "compare", "split#/test", "tree"),
                leak("compare.input.predictions.bayes", "compare", "bayes", "tree"));
    }

    @Test
    void takesTrainingDataForALeak() {
        ProcessFlow flow = ProcessFlow.builder("k")
                .processor("split", "x")
                .processor("fit", "x", p -> p.input("split#/train"))
                .processor(
                        "tree",
                        "x",
                        p -> p.modelFrom("fit")
                                .input(Shape.object(
                                        Map.of("rows", "split#/test", "seen", Shape.list("split#/train", "split")))))
                .build();
        assertEquals(
                List.of(
                        leak("tree.input.seen[0]", "tree", "split#/train", "split#/test"),
                        leak("tree.input.seen[1]", "tree", "split", "split#/test")),
                faults(flow, "split#/test", "tree", "score").stream().sorted().toList());
    }

    private static String leak(String place, String processor, String taken, String from) {
        return "processors." + place + ": '" + processor + "' takes '" + taken + "', which does not come from '" + from
                + "'. Start the cut further up, or end it before '" + processor + "'.";
    }

    @Test
    void leaksWhereAProcessorTakesMoreThanTheStartGives() {
        ProcessFlow flow = ProcessFlow.builder("k")
                .processor("split", "x")
                .processor("apply", "x", p -> p.input(Shape.list("split#/test/rows", "split#/test")))
                .build();
        assertEquals(
                List.of(leak("apply.input[1]", "apply", "split#/test", "split#/test/rows")),
                faults(flow, "split#/test/rows", "apply", "score"));
    }

    @Test
    void doesNotTakeASiblingWhoseNameBeginsTheSameForAPartOfTheStart() {
        assertFaults(
                "split#/te",
                "tree",
                "from: 'tree' is not reached from 'split#/te', which no processor takes as its input."
                        + " Start at what one takes, such as split#/train, split#/test.");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        NotPromotableException e = refusal(WINE, "splt#/test", "tre", "");
        assertEquals(
                List.of("from", "to", "key"),
                e.faults().stream().map(FlowFault::path).toList());
        assertTrue(String.valueOf(e.getMessage()).startsWith("The cut has 3 faults:\n  from: "), e.getMessage());
        assertEquals(3, faults(WINE, "split#/tes", "tre", "").size(), "that nothing takes the start, too");
        assertEquals(4, faults(WINE, "tree", "compare", "a b").size(), "the key, and each of the three leaks");
    }

    @Test
    void saysThatAFlowWithoutAnyInputHasNothingToCut() {
        ProcessFlow flow = ProcessFlow.builder("k")
                .processor("a", "x", p -> p.input(Shape.list()))
                .build();
        assertEquals(
                List.of("from: 'a' is not reached from '#', which no processor takes as its input."
                        + " Give a processor an input first; without one there is nothing to cut."),
                faults(flow, "#", "a", "score"));
    }
}
