package io.enginehub.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest tells it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "enginehub " + (version == null ? "(not from a jar)" : version) + ", Java "
                    + Runtime.version().feature()
        };
    }
}
