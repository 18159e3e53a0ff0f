package io.enginehub.api.spi;

/** A flow's content, as minified JSON. */
public record PlanRow(PlanHash hash, String body) {}
