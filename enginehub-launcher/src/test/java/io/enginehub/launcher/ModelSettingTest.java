package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.enginehub.api.ProcessFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelSettingTest {
    private static final String FLOW = """
            {"format": 1, "key": "f", "processors": {
              "split":   {"algorithm": "x", "model": {"label": "a", "grid": [{"k": 1}, {"k": 2}], "deep": {"n": 1}}},
              "split.b": {"algorithm": "x", "input": "split"},
              "fitted":  {"algorithm": "x", "input": "split.b", "modelFrom": "split"},
              "bytes":   {"algorithm": "x", "input": "fitted", "modelBytes": {"type": "x/y", "base64": ""}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "split.label=species     | split   | /label      | \"species\"",
                "split.label=a=b         | split   | /label      | \"a=b\"",
                "split.label=            | split   | /label      | \"\"",
                "split.share=0.70        | split   | /share      | 0.70",
                "split.on=true           | split   | /on         | true",
                "split.on=null           | split   | /on         | null",
                "split.on=007            | split   | /on         | \"007\"",
                "split.columns=[\"a\",1] | split   | /columns    | [\"a\",1]",
                "split.deep.n=2          | split   | /deep/n     | 2",
                "split.new.n=2           | split   | /new/n      | 2",
                "split.grid.1.k=5        | split   | /grid/1/k   | 5",
                "split.grid.0=5          | split   | /grid/0     | 5",
                "split.b.k=5             | split.b | /k          | 5"
            })
    void setsAFieldOfAProcessorsModel(String setting, String processor, String pointer, String value) {
        JsonNode json = Json.parse(FLOW);
        ModelSetting.parse(setting).apply(ProcessFlow.parse(FLOW), json);
        assertEquals(
                value,
                json.get("processors").get(processor).get("model").at(pointer).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "split               | write PROCESSOR.FIELD=VALUE, such as split.label=species",
                "split=1             | write PROCESSOR.FIELD=VALUE, such as split.label=species",
                "spilt.label=species | Did you mean 'split'? It has split, split.b, fitted, bytes",
                "fitted.k=1          | the model of 'fitted' is what \"split\" gives; set a field there",
                "bytes.k=1           | the model of 'bytes' is bytes, and has no fields",
                "split.label.x=1     | what stands there is string, and has no field 'x'",
                "split.grid.7.k=1    | '7' is no place in it",
                "split.=1            | what stands there is object, and has no field ''"
            })
    void saysWhatIsWrongAndWhere(String setting, String problem) {
        var fault = assertThrows(
                BadInputException.class,
                () -> ModelSetting.parse(setting).apply(ProcessFlow.parse(FLOW), Json.parse(FLOW)));
        String place = setting.substring(0, setting.indexOf('=') < 0 ? setting.length() : setting.indexOf('='));
        String message = String.valueOf(fault.getMessage());
        assertTrue(message.startsWith("--set " + place), message);
        assertTrue(message.contains(problem), message);
    }
}
