package io.enginehub.api.spi;

/** The SHA-256 of a flow's minified JSON, in hexadecimal. */
public record PlanHash(String hex) {
    @Override
    public String toString() {
        return hex.substring(0, Math.min(12, hex.length()));
    }
}
