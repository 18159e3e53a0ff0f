package io.enginehub.api.spi;

/**
 * An owner's wish that a model stay loaded.
 *
 * @param hash of the model's content type and bytes
 * @param owner a deployment, or an ad-hoc process
 */
public record ModelPin(String hash, String owner) {}
