package io.enginehub.api.spi;

import io.enginehub.api.Payload;
import java.time.Duration;

/**
 * A model that an agent is to hold.
 *
 * @param keep how long the pin holds unless it is renewed
 */
public record ModelLoad(ModelPin pin, Duration keep, Payload model) {}
