package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosestTest {
    private static final List<String> NAMES =
            List.of("classifier.decisionTree", "trainer.decisionTree", "classifier.naiveBayes", "table.split");

    @ParameterizedTest
    @CsvSource({
        "classifer.decisionTree, classifier.decisionTree",
        "Table.Split, table.split",
        "naiveBayes, classifier.naiveBayes",
        "tabel.spilt, table.split",
        "something.else,"
    })
    void guessesWhatWasMeant(String written, String meant) {
        assertEquals(Optional.ofNullable(meant), Closest.to(written, NAMES));
    }
}
