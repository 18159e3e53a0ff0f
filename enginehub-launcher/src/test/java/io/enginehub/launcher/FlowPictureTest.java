package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlowPictureTest {
    @Test
    void drawsAChainAsOneLine() {
        assertEquals(
                List.of("  ○  input", "  ●  a       a  ← input", "  ●  b       b  ← a", "  ◆  output     ← b"),
                FlowPicture.lines(ProcessFlow.chain("f", "a", "b"), Terminal.NONE));
    }

    @Test
    void drawsWhatReadsWhatAndWhatPassesBy() {
        ProcessFlow flow = ProcessFlow.builder("f")
                .processor("split", "table.split")
                .processor("fit", "trainer.tree", p -> p.input("split#/train"))
                .processor(
                        "tree", "classifier.tree", p -> p.input("split#/test").modelFrom("fit"))
                .processor(
                        "bayes", "classifier.bayes", p -> p.input("split#/test").after("fit"))
                .processor("spread", "statistics", p -> p.input("split#/test"))
                .processor(
                        "compare",
                        "evaluate",
                        p -> p.input(Shape.list("split#/test", "spread", Shape.list("tree", "bayes"))))
                .output("compare")
                .build();
        assertEquals("""
                  ○        input
                  ●        split    table.split       ← input
                  ├─●      fit      trainer.tree      ← split#/train
                  ├─┼─●    tree     classifier.tree   ← split#/test, model fit
                  ├─● │    bayes    classifier.bayes  ← split#/test, after fit (order only)
                  ├─│─│─●  spread   statistics        ← split#/test
                  ●─┴─┴─┘  compare  evaluate          ← split#/test, spread, tree, bayes
                  ◆        output                     ← compare
                """, String.join("\n", FlowPicture.lines(flow, Terminal.NONE)) + "\n");
    }

    @Test
    void saysOfWhatIsOnlyWaitedForThatNothingOfItIsUsed() {
        ProcessFlow flow = ProcessFlow.builder("f")
                .processor("a", "x")
                .processor("b", "x")
                .processor("c", "x", p -> p.input(Shape.list()).after("a", "b"))
                .processor("d", "x", p -> p.input("b").after("a", "b", "c"))
                .output("d")
                .build();
        assertEquals("""
                  ○      input
                  ├─●    a       x  ← input
                  ● │    b       x  ← input
                  ├─┼─●  c       x  ← after a, b (order only)
                  ●─┴─┘  d       x  ← b, after a, c (order only)
                  ◆      output     ← d
                """, String.join("\n", FlowPicture.lines(flow, Terminal.NONE)) + "\n");
    }

    @Test
    void putsProcessorsBelowWhatTheyBuildOnWhateverTheirOrderInTheFile() {
        ProcessFlow flow = ProcessFlow.builder("f")
                .processor("late", "x", p -> p.input("early"))
                .processor("early", "x")
                .build();
        List<String> lines = FlowPicture.lines(flow, Terminal.NONE);
        assertEquals("  ●  early   x  ← input", lines.get(1));
        assertEquals("  ●  late    x  ← early", lines.get(2));
    }

    @Test
    void drawsNoInputThatNobodyReads() {
        ProcessFlow flow = ProcessFlow.builder("f")
                .processor("a", "x", p -> p.input(Shape.list(1, 2)))
                .build();
        assertEquals(List.of("  ●  a       x", "  ◆  output     ← a"), FlowPicture.lines(flow, Terminal.NONE));
    }
}
