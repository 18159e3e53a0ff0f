package io.enginehub.transport.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/http.md do what that page says. */
final class HttpPageTest {
    private static final Path PAGE = Path.of("..", "docs", "http.md");
    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`(enginehub_[a-z_]+)`");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachCommandDoesWhatThePageSays() throws Exception {
        String page = Files.readString(PAGE);
        int commands = 0;
        try (RestHub hub = new RestHub()) {
            // why one script: what an earlier command has set is used by later ones
            StringBuilder before = new StringBuilder("set -euo pipefail\n");
            String output = "";
            Matcher blocks = BLOCK.matcher(page);
            while (blocks.find()) {
                if (blocks.group(1).equals("sh")) {
                    output = run(hub, before + blocks.group(2));
                    Matcher variables = Pattern.compile("(?m)^[A-Z]+=.*$").matcher(blocks.group(2));
                    variables
                            .results()
                            .forEach(line -> before.append(line.group()).append('\n'));
                    commands++;
                } else {
                    assertEquals(form(json(blocks.group(2))), form(json(output)), output);
                }
            }
        }
        assertTrue(commands >= 10, "only " + commands + " commands");
    }

    private String run(RestHub hub, String script) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
        bash.environment().put("HUB", hub.transport().address().toString());
        Path errors = folder.resolve("errors");
        Process process = bash.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> script + "\n" + output + text(errors));
        return output;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static JsonNode json(String text) throws IOException {
        return RestJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What stays of a document when ids, times and figures are left out; of a list, its first item. */
    private static String form(JsonNode node) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.properties().forEach(member -> members.add(member.getKey() + ":" + form(member.getValue())));
            return members.stream().sorted().toList().toString();
        }
        if (node.isArray()) {
            return node.isEmpty() ? "list" : "list of " + form(node.get(0));
        }
        boolean word = node.isTextual() && node.asText().matches("[A-Z_]{3,}");
        return word ? node.asText() : node.getNodeType().toString();
    }

    @Test
    void itNamesAllMetricsAndNoOthers() throws Exception {
        Set<String> named = new TreeSet<>();
        NAME.matcher(Files.readString(PAGE)).results().forEach(name -> named.add(name.group(1)));
        Set<String> served = new TreeSet<>();
        try (RestHub hub = new RestHub()) {
            Pattern.compile("# HELP (\\S+)")
                    .matcher(hub.client().get("/api/v1/metrics").body())
                    .results()
                    .forEach(name -> served.add(name.group(1)));
        }
        assertEquals(served, named);
    }
}
