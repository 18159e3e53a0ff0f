package io.enginehub.api;

import static io.enginehub.api.FlowFaultTexts.ofMembers;
import static io.enginehub.api.FlowFaultTexts.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations, attempts and multipliers. */
class FlowRetryFaultsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"5s\"|'5s'",
                "\"\"|''",
                "\"PT\"|'PT'",
                "\"P1Y\"|'P1Y'",
                "\"5\"|'5'",
                "5|'5'",
                "null|null",
                "true|true",
                "[]|an array",
                "{}|an object",
                "\"PT99999999999999999999S\"|'PT99999999999999999999S'"
            })
    void refusesBadDurations(String json, String shown) {
        String rest =
                ": " + shown + " is no duration. Write an ISO-8601 duration in quotes, such as \"PT5S\" for 5 seconds.";
        assertEquals(
                List.of(
                        "processors.a.retry.backoff" + rest,
                        "processors.a.retry.maxBackoff" + rest,
                        "processors.a.timeout" + rest,
                        "deadline" + rest),
                texts("{\"format\":1,\"key\":\"k\",\"deadline\":" + json
                        + ",\"processors\":{\"a\":{\"algorithm\":\"x\"," + "\"timeout\":" + json
                        + ",\"retry\":{\"backoff\":" + json + ",\"maxBackoff\":" + json + "}}}}"));
    }

    @Test
    void refusesDurationsOutOfBounds() {
        assertEquals(
                List.of(
                        "processors.a.retry.backoff: PT-1S is not from PT0S to PT876000H. Give a delay such as \"PT5S\" for 5"
                                + " seconds.",
                        "processors.a.retry.maxBackoff: PT876000H1S is not from PT0S to PT876000H. Give a delay such as"
                                + " \"PT5S\" for 5 seconds.",
                        "deadline: PT876000H1S is longer than PT876000H. Give a shorter one, or leave it out.",
                        "processors.a.timeout: PT0S is not positive. Give a duration such as PT30S, or leave it out."),
                texts(
                        "{\"format\":1,\"key\":\"k\",\"deadline\":\"PT876000H1S\",\"processors\":{\"a\":{\"algorithm\":\"x\","
                                + "\"timeout\":\"PT0S\",\"retry\":{\"backoff\":\"-PT1S\",\"maxBackoff\":\"PT876000H1S\"}}}}"));
        assertEquals(
                List.of("processors.a.timeout: PT-5S is not positive. Give a duration such as PT30S, or leave it out."),
                ofMembers("\"timeout\":\"PT-5S\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|'0'",
                "1001|'1001'",
                "-1|'-1'",
                "2.5|'2.5'",
                "3.0|'3.0'",
                "4294967299|'4294967299'",
                "1e2|'1e2'",
                "\"3\"|'3'",
                "null|null",
                "true|true",
                "[3]|an array",
                "{}|an object"
            })
    void refusesBadNumbersOfAttempts(String json, String shown) {
        assertEquals(
                List.of("processors.a.retry.maxAttempts: " + shown
                        + " is no whole number from 1 to 1000. Give the number of attempts in all, such as 3."),
                ofMembers("\"retry\":{\"maxAttempts\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.5|'0.5'",
                "100.5|'100.5'",
                "-2|'-2'",
                "1e400|'1e400'",
                "1e99999999999|'1e99999999999'",
                "\"2\"|'2'",
                "null|null",
                "[]|an array"
            })
    void refusesBadMultipliers(String json, String shown) {
        assertEquals(
                List.of("processors.a.retry.multiplier: " + shown
                        + " is no number from 1 to 100. Give the factor by which each delay grows, such as 2."),
                ofMembers("\"retry\":{\"multiplier\":" + json + "}"));
    }
}
