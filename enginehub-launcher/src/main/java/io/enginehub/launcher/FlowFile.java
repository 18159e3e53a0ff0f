package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.FlowFault;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.ProcessFlow;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads flows from files, with what the caller sets in their models. */
final class FlowFile {
    private FlowFile() {}

    /**
     * The flow in a file.
     *
     * @throws BadInputException with every fault of the flow, under the file's name
     */
    static ProcessFlow read(Path file) {
        return parse(file, text(file));
    }

    /** The flow in a file, with fields of its models set. */
    static ProcessFlow read(Path file, List<ModelSetting> settings) {
        String json = text(file);
        ProcessFlow flow = parse(file, json); // why: first as it stands, so that its own faults are told and not ours
        if (settings.isEmpty()) {
            return flow;
        }
        JsonNode tree = Json.parse(json);
        settings.forEach(setting -> setting.apply(flow, tree));
        return parse(file, tree.toString());
    }

    private static ProcessFlow parse(Path file, String json) {
        try {
            return ProcessFlow.parse(json);
        } catch (InvalidFlowException e) {
            throw new BadInputException(faults(file, e.faults()), e);
        }
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": this is a folder; name a flow's file");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": a flow is JSON in UTF-8, and this file is not UTF-8", e);
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }

    private static String faults(Path file, List<FlowFault> faults) {
        String count = faults.size() == 1 ? "a fault" : faults.size() + " faults";
        return faults.stream()
                .map(fault -> "\n  " + fault)
                .collect(Collectors.joining("", file + ": the flow has " + count + ":", ""));
    }
}
