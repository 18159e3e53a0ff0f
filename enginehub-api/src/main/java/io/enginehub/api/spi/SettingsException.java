package io.enginehub.api.spi;

import io.enginehub.api.EngineHubException;

/** Settings of a cluster could not be read or changed now. */
public final class SettingsException extends EngineHubException {
    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
