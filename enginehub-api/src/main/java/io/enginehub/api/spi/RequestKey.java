package io.enginehub.api.spi;

/** An idempotency key of a client. */
public record RequestKey(String client, String key) {}
