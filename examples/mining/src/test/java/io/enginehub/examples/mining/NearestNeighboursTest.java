package io.enginehub.examples.mining;

import static io.enginehub.examples.mining.Run.csv;
import static io.enginehub.examples.mining.Run.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    private static final Learner KNN = Learner.named("nearestNeighbours");
    private static final String LINE = "a,k\n0,x\n1,y\n2,y\n10,z\n";

    private static String labels(int k, String rows) {
        Payload fitted = run(KNN.trainer(), "{\"label\":\"k\",\"k\":" + k + "}", LINE);
        return run(KNN.classifier(), fitted, csv(rows)).text();
    }

    @Test
    void oneNeighbourDecidesAlone() {
        assertEquals("[\"x\",\"y\",\"z\"]", labels(1, "a\n0.4\n0.6\n6.1\n"));
    }

    @Test
    void theMostOfSeveralNeighboursDecide() {
        assertEquals("[\"y\",\"y\"]", labels(3, "a\n0\n7\n"));
    }

    @Test
    void theNearestDecidesAmongEquals() {
        assertEquals("[\"x\",\"z\"]", labels(2, "a\n-5\n8\n"));
    }

    @Test
    void moreNeighboursThanRowsAreAllRows() {
        assertEquals("[\"y\"]", labels(99, "a\n10\n"));
    }

    @Test
    void distanceGoesOverAllColumns() {
        Payload fitted = run(KNN.trainer(), "{\"label\":\"k\",\"k\":1}", "a,b,k\n0,0,x\n3,4,y\n");
        assertEquals(
                "[\"x\",\"y\"]",
                run(KNN.classifier(), fitted, csv("b,a\n2.0,1.4\n2.1,1.5\n")).text());
    }

    @Test
    void refusesRowsAndLabelsOfDifferentNumber() {
        String model = "{\"columns\":[\"a\"],\"k\":1,\"rows\":[[1.0]],\"labels\":[\"x\",\"y\"]}";
        String message = assertThrows(
                        PayloadException.class, () -> KNN.classifier().load(Payload.ofJson(model)))
                .getMessage();
        assertTrue(message.contains("\"rows\" must hold one row for each of \"labels\""), message);
    }
}
