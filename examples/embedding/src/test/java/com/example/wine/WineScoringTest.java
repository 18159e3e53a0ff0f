package com.example.wine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.NotPromotableException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFailedException;
import io.enginehub.api.ProcessFlow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WineScoringTest {
    private static final Path WINE = Path.of("../wine");

    @AutoClose
    final WineScoring scoring = new WineScoring();

    @Test
    void trainsPromotesAndScores() throws Exception {
        String csv = Files.readString(WINE.resolve("wine.csv"));
        scoring.train(ProcessFlow.read(WINE.resolve("train.json")), csv(csv));

        List<String> lines = csv.lines().skip(1).toList();
        List<String> labels = scoring.score(csv(csv));
        assertEquals(lines.size(), labels.size());
        int right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += lines.get(i).endsWith("," + labels.get(i)) ? 1 : 0;
        }
        assertTrue(right >= 0.95 * labels.size(), right + " of " + labels.size() + " are right");
        assertEquals(labels, scoring.score(csv(withoutLabels(csv))));

        String message = assertThrows(ProcessFailedException.class, () -> scoring.score(csv("alcohol\n13\n")))
                .getMessage();
        assertTrue(message.contains("there is no column 'proline'"), message);
    }

    @Test
    void refusesATrainingWithoutAVoteBeforeItRuns() {
        String message = assertThrows(
                        NotPromotableException.class,
                        () -> scoring.train(ProcessFlow.read(Path.of("../evaluate.json")), csv("rows on which it fails")))
                .getMessage();
        assertTrue(message.contains("there is no processor 'vote'"), message);
    }

    private static String withoutLabels(String csv) {
        return csv.replaceAll("(?m),[^,\\n]*$", "");
    }

    private static Payload csv(String text) {
        return Payload.ofText("text/csv", text);
    }
}
