package io.enginehub.launcher;

import io.enginehub.api.Hub;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A flow to be cut out of a finished process, and the file that it goes to.
 *
 * @param from what will be its input: a reference such as {@code split#/test}
 * @param to the processor that will give its output
 */
record Promotion(String from, String to, String key, Path file) {
    private static final String HOW = "write FROM:TO, such as split#/test:tree";

    /**
     * Reads {@code FROM:TO}, and checks what can be checked before the run: an hour's training must not end in a typo.
     *
     * @throws BadInputException when the flow does not have both ends, or the file could not be written
     */
    static Promotion of(String cut, String key, Path file, ProcessFlow flow) {
        int colon = cut.lastIndexOf(':'); // why the last: a JSON Pointer may hold colons, a processor's key none
        if (colon <= 0) {
            throw fault(cut, HOW);
        }
        Promotion promotion = new Promotion(cut.substring(0, colon), cut.substring(colon + 1), key, file);
        try {
            Reference from = Reference.parse(promotion.from);
            if (!from.isProcessInput()) {
                checkProcessor(cut, from.processor(), flow);
            }
        } catch (IllegalArgumentException e) {
            throw fault(cut, e.getMessage() + "; " + HOW);
        }
        checkProcessor(cut, promotion.to, flow);
        checkKey(key);
        FileFaults.checkWritable(file);
        return promotion;
    }

    private static void checkKey(String key) {
        try {
            ProcessFlow unused = ProcessFlow.chain(key, "any"); // why: what a key may be is for the flow to say
        } catch (InvalidFlowException e) {
            throw new BadInputException("--as " + key + ": " + e.faults().get(0).problem(), e);
        }
    }

    private static void checkProcessor(String cut, String processor, ProcessFlow flow) {
        if (!flow.processors().containsKey(processor)) {
            throw fault(
                    cut,
                    "the flow has no processor '" + processor + "'."
                            + Closest.question(processor, flow.processors().keySet()) + " It has "
                            + String.join(", ", flow.processors().keySet()));
        }
    }

    private static BadInputException fault(String cut, String problem) {
        return new BadInputException("--promote " + cut + ": " + problem);
    }

    /** Cuts the flow out and writes it. */
    void write(Hub hub, ProcessId process) {
        try {
            ProcessFlow promoted = hub.promote(process, from, to, key);
            Files.writeString(file, JsonText.pretty(Json.parse(promoted.toJson())) + "\n");
        } catch (NotPromotableException e) {
            throw new BadInputException("--promote " + from + ":" + to + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }
}
