package io.enginehub.launcher;

import io.enginehub.api.FlowCut;
import io.enginehub.api.FlowFault;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.ProcessFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A flow to be cut out of a finished process, and the file that it goes to.
 *
 * @param option what the user wrote before the cut, for messages
 */
record Promotion(FlowCut cut, Path file, String option) {
    /**
     * Reads {@code FROM:TO}, and checks all that can be checked before the run: an hour's training must not end in a typo.
     *
     * @throws BadInputException with every fault of the cut, and when the file could not be written
     */
    static Promotion of(String option, String text, String key, Path file, ProcessFlow flow) {
        int colon = text.lastIndexOf(':'); // why the last: a JSON Pointer may hold colons, a processor's key none
        if (colon <= 0) {
            throw new BadInputException(option + text + ": write FROM:TO, such as split#/test:tree");
        }
        String from = text.substring(0, colon);
        String to = text.substring(colon + 1);
        List<String> faults = new ArrayList<>();
        FlowCut cut = null;
        try {
            cut = FlowCut.of(flow, from, to, key);
        } catch (NotPromotableException e) {
            e.faults().forEach(fault -> faults.add(line(fault, from, to, flow)));
        }
        FileFaults.unwritable(file).ifPresent(why -> faults.add("--promoted: " + file + ": " + why + "."));
        if (cut == null || !faults.isEmpty()) {
            String count = faults.size() == 1 ? "a fault" : faults.size() + " faults";
            throw new BadInputException(
                    option + text + ": the promotion has " + count + ":\n  " + String.join("\n  ", faults));
        }
        return new Promotion(cut, file, option);
    }

    /** A fault with its place as the command line calls it, and a guess where a processor's key is none. */
    private static String line(FlowFault fault, String from, String to, ProcessFlow flow) {
        return switch (fault.path()) {
            case "from" -> renamed("FROM", fault) + guess(from.split("#", 2)[0], flow);
            case "to" -> renamed("TO", fault) + guess(to, flow);
            case "key" -> renamed("--as", fault).toString();
            default -> fault.toString();
        };
    }

    private static FlowFault renamed(String place, FlowFault fault) {
        return new FlowFault(place, fault.problem(), fault.remedy());
    }

    private static String guess(String processor, ProcessFlow flow) {
        boolean there = processor.isEmpty() || flow.processors().containsKey(processor);
        return there ? "" : Closest.question(processor, flow.processors().keySet());
    }

    /**
     * Cuts the flow out and writes it.
     *
     * @param promote cuts, with the models of the process frozen in
     */
    void write(Function<FlowCut, ProcessFlow> promote) {
        try {
            ProcessFlow promoted = promote.apply(cut);
            Files.writeString(file, JsonText.pretty(Json.parse(promoted.toJson())) + "\n");
        } catch (NotPromotableException e) {
            throw new BadInputException(option + cut.from() + ":" + cut.to() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }

    /** Says where the flow is, and the command that uses it. */
    void tell(Printer notes, List<String> usage) {
        notes.line("Flow '" + cut.key() + "' is in " + file + ", its models in it. Use it with");
        notes.line("  " + CommandText.of(usage));
    }
}
