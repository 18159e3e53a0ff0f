package io.enginehub.launcher;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the tokens of a hub's clients are. */
final class TokenOptions {
    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = {
                "The file of the clients' tokens, which 'enginehub token' writes.",
                "Default: hub/tokens.json in the folder that " + DataFolder.VARIABLE + " names or in your data folder."
            })
    private @Nullable String file;

    Path file(Map<String, String> env) {
        return file == null ? DataFolder.of(env).resolve("hub").resolve("tokens.json") : FileFaults.path(file);
    }
}
