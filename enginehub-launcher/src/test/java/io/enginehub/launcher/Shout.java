package io.enginehub.launcher;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import java.util.Locale;

/** Gives its input back in capital letters, and says so in the log. */
final class Shout implements Algorithm {
    @Override
    public String name() {
        return "shout";
    }

    @Override
    public Model load(Payload model) {
        return (input, step) -> {
            step.log("shouting");
            return Payload.of(input.as(String.class).toUpperCase(Locale.ROOT));
        };
    }
}
