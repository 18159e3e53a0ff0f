package io.enginehub.launcher;

import io.enginehub.api.ProcessFlow;
import picocli.CommandLine.Option;

/** The three options of a promotion, which only make sense together. */
final class PromoteOptions {
    static final String KEY = "The key of the new flow.";
    static final String FILE = "The file that it is written to.";

    @Option(
            names = "--promote",
            required = true,
            paramLabel = "FROM:TO",
            description = {
                "When the process is FINISHED, cut a flow out of it, with the models frozen in that it fitted:"
                        + " the processors from what FROM refers to, up to processor TO.",
                "Example: --promote split#/test:tree"
            })
    private String cut = "";

    @Option(names = "--as", required = true, paramLabel = "KEY", description = KEY)
    private String key = "";

    @Option(names = "--promoted", required = true, paramLabel = "FILE", description = FILE)
    private String file = "";

    Promotion promotion(ProcessFlow flow) {
        return Promotion.of("--promote ", cut, key, FileFaults.path(file), flow);
    }
}
